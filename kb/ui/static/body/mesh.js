// The body as the page receives it: a mesh of quads, made smooth here by one Catmull-Clark step.

// The file is as kb/body/shipped/manifest.json tells.
export function decode(buffer) {
	const [vertices, quads] = new Uint32Array(buffer, 0, 2);
	const [x, y, z, step] = new Float32Array(buffer, 12, 4);
	const place = new Uint16Array(buffer, 28, vertices * 3);
	const corners = Uint32Array.from(new Uint16Array(buffer, 28 + vertices * 6, quads * 4));
	const light = new Uint8Array(buffer, 28 + vertices * 6 + quads * 8, vertices);
	const points = new Float32Array(vertices * 4);
	for (let v = 0; v < vertices; v++) {
		const at = [x, y, z].map((low, c) => low + place[v * 3 + c] * step);
		points.set([...at, light[v] / 255], v * 4);
	}
	return { points, corners };
}

// Add `part` of the four numbers of row j to those of row i.
const add = (to, i, from, j, part = 1) => {
	for (let c = 0; c < 4; c++) to[i * 4 + c] += from[j * 4 + c] * part;
};

// Vertices (x, y, z, light) and triangles of the surface one step finer.
export function smooth({ points, corners }) {
	const [vertices, quads] = [points.length / 4, corners.length / 4];
	const { ends, sides, edgeOf } = edgesOf(corners);
	const middle = vertices + quads; // rows: old vertices, middles of quads, middles of edges
	const out = new Float32Array((middle + sides.length / 2) * 4);
	const [faces, halves, rims] = [0, 1, 2].map(() => new Float32Array(points.length));
	const [count, round, open] = [0, 1, 2].map(() => new Uint8Array(vertices));
	corners.forEach((v, i) => add(out, vertices + (i >> 2), points, v, 0.25));
	corners.forEach((v, i) => {
		add(faces, v, out, vertices + (i >> 2));
		count[v]++;
	});
	for (let e = 0; e < sides.length / 2; e++) {
		const pair = ends.slice(e * 2, e * 2 + 2);
		const near = sides.slice(e * 2, e * 2 + 2);
		const rim = near[1] < 0; // the edge of an eyelid, where the mesh ends
		for (const face of rim ? [] : near) add(out, middle + e, out, vertices + face, 0.25);
		for (const v of pair) {
			add(out, middle + e, points, v, rim ? 0.5 : 0.25);
			round[v]++;
			open[v] += rim;
			for (const w of pair) {
				add(halves, v, points, w, 0.5);
				if (rim) add(rims, v, points, w, 0.5);
			}
		}
	}
	for (let v = 0; v < vertices; v++) {
		const n = count[v];
		const inside = n && !open[v];
		if (inside) add(out, v, faces, v, 1 / n / n);
		if (inside) add(out, v, halves, v, 2 / n / round[v]);
		if (open[v] === 2) add(out, v, rims, v, 0.25);
		add(out, v, points, v, inside ? (n - 3) / n : open[v] === 2 ? 0.5 : 1);
	}
	const triangles = new Uint32Array(quads * 24);
	corners.forEach((v, i) => {
		const face = vertices + (i >> 2);
		const last = middle + edgeOf[(i & ~3) + ((i + 3) & 3)];
		triangles.set([v, middle + edgeOf[i], face, v, face, last], i * 6);
	});
	return { points: out, triangles };
}

function edgesOf(corners) {
	const known = new Map();
	const [ends, sides] = [[], []];
	const edgeOf = corners.map((a, i) => {
		const b = corners[(i & ~3) + ((i + 1) & 3)];
		const key = Math.min(a, b) * 65536 + Math.max(a, b);
		const edge = known.get(key) ?? ends.length / 2;
		if (known.has(key)) sides[edge * 2 + 1] = i >> 2;
		else {
			known.set(key, edge);
			ends.push(a, b);
			sides.push(i >> 2, -1);
		}
		return edge;
	});
	return { ends, sides, edgeOf };
}

// Normals of the vertices, as long as the area round them.
export function normalsOf({ points, triangles }) {
	const out = new Float32Array((points.length / 4) * 3);
	for (let i = 0; i < triangles.length; i += 3) {
		const [a, b, c] = triangles.subarray(i, i + 3);
		const way = (to, k) => points[to * 4 + k] - points[a * 4 + k];
		for (let k = 0; k < 3; k++) {
			const [m, n] = [(k + 1) % 3, (k + 2) % 3];
			const size = way(b, m) * way(c, n) - way(b, n) * way(c, m);
			for (const v of [a, b, c]) out[v * 3 + k] += size;
		}
	}
	return out;
}
