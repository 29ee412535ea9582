// The body as the page receives it: a mesh of quads, made smooth here by one Catmull-Clark step.

// Layout of the file: number of vertices and of quads (u32), lowest corner (3 f32) and step (f32),
// positions in steps (u16 x 3), corners of the quads (u16 x 4), light that reaches a vertex (u8).
export function decode(buffer) {
	const head = new DataView(buffer);
	const vertices = head.getUint32(0, true);
	const quads = head.getUint32(4, true);
	const low = [8, 12, 16].map((at) => head.getFloat32(at, true));
	const step = head.getFloat32(20, true);
	let at = 24;
	const place = new Uint16Array(buffer, at, vertices * 3);
	const corners = Uint32Array.from(new Uint16Array(buffer, (at += vertices * 6), quads * 4));
	const light = new Uint8Array(buffer, at + quads * 8, vertices);
	const points = new Float32Array(vertices * 4);
	for (let v = 0; v < vertices; v++) {
		for (let c = 0; c < 3; c++) points[v * 4 + c] = low[c] + place[v * 3 + c] * step;
		points[v * 4 + 3] = light[v] / 255;
	}
	return { points, corners };
}

// Return vertices (x, y, z, light) and triangles of the surface one step finer.
export function smooth({ points, corners }) {
	const vertices = points.length / 4;
	const quads = corners.length / 4;
	const { ends, sides, edgeOf } = edgesOf(corners);
	const edges = ends.length / 2;
	const out = new Float32Array((vertices + quads + edges) * 4);
	const faces = vertices * 4;
	const middle = (vertices + quads) * 4;
	for (let q = 0; q < quads; q++)
		for (let c = 0; c < 4; c++) {
			let sum = 0;
			for (let k = 0; k < 4; k++) sum += points[corners[q * 4 + k] * 4 + c];
			out[faces + q * 4 + c] = sum / 4;
		}
	const count = new Uint8Array(vertices); // faces round a vertex
	const round = new Uint8Array(vertices); // edges round a vertex
	const open = new Uint8Array(vertices); // edges of the rim (eyelids, where the mesh ends)
	const ofFaces = new Float32Array(vertices * 4);
	const ofEdges = new Float32Array(vertices * 4);
	const ofRim = new Float32Array(vertices * 4);
	for (let i = 0; i < corners.length; i++) {
		const v = corners[i];
		count[v]++;
		for (let c = 0; c < 4; c++) ofFaces[v * 4 + c] += out[faces + (i >> 2) * 4 + c];
	}
	for (let e = 0; e < edges; e++) {
		const rim = sides[e * 2 + 1] < 0;
		const pair = [ends[e * 2], ends[e * 2 + 1]];
		for (let c = 0; c < 4; c++) {
			const half = (points[pair[0] * 4 + c] + points[pair[1] * 4 + c]) / 2;
			const near = rim ? 0 : out[faces + sides[e * 2] * 4 + c] + out[faces + sides[e * 2 + 1] * 4 + c];
			out[middle + e * 4 + c] = rim ? half : (2 * half + near) / 4;
			for (const v of pair) {
				ofEdges[v * 4 + c] += half;
				if (rim) ofRim[v * 4 + c] += half;
			}
		}
		for (const v of pair) {
			round[v]++;
			if (rim) open[v]++;
		}
	}
	for (let v = 0; v < vertices; v++)
		for (let c = 0; c < 4; c++) {
			const i = v * 4 + c;
			const n = count[v];
			if (open[v] === 2) out[i] = (ofRim[i] + 2 * points[i]) / 4;
			else if (open[v] || !n) out[i] = points[i];
			else out[i] = (ofFaces[i] / n + (2 * ofEdges[i]) / round[v] + (n - 3) * points[i]) / n;
		}
	const triangles = new Uint32Array(quads * 24);
	let t = 0;
	for (let q = 0; q < quads; q++)
		for (let k = 0; k < 4; k++) {
			const next = vertices + quads + edgeOf[q * 4 + k];
			const last = vertices + quads + edgeOf[q * 4 + ((k + 3) & 3)];
			const corner = corners[q * 4 + k];
			triangles.set([corner, next, vertices + q, corner, vertices + q, last], t);
			t += 6;
		}
	return { points: out, triangles };
}

function edgesOf(corners) {
	const known = new Map();
	const ends = [];
	const sides = [];
	const edgeOf = new Uint32Array(corners.length);
	for (let i = 0; i < corners.length; i++) {
		const a = corners[i];
		const b = corners[(i & ~3) + ((i + 1) & 3)];
		const key = a < b ? a * 65536 + b : b * 65536 + a;
		let edge = known.get(key);
		if (edge === undefined) {
			edge = ends.length / 2;
			known.set(key, edge);
			ends.push(a, b);
			sides.push(i >> 2, -1);
		} else sides[edge * 2 + 1] = i >> 2;
		edgeOf[i] = edge;
	}
	return { ends, sides, edgeOf };
}

// Return the normals of the vertices, as long as the area round them.
export function normalsOf({ points, triangles }) {
	const out = new Float32Array((points.length / 4) * 3);
	for (let i = 0; i < triangles.length; i += 3) {
		const [a, b, c] = [triangles[i] * 4, triangles[i + 1] * 4, triangles[i + 2] * 4];
		const ux = points[b] - points[a], uy = points[b + 1] - points[a + 1], uz = points[b + 2] - points[a + 2];
		const vx = points[c] - points[a], vy = points[c + 1] - points[a + 1], vz = points[c + 2] - points[a + 2];
		const x = uy * vz - uz * vy, y = uz * vx - ux * vz, z = ux * vy - uy * vx;
		for (let k = 0; k < 3; k++) {
			const v = triangles[i + k] * 3;
			out[v] += x;
			out[v + 1] += y;
			out[v + 2] += z;
		}
	}
	return out;
}
