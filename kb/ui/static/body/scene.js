// What is drawn: the body, the meridians as ribbons on it, and the points; and which point is where.
import { cross, unit } from "./camera.js";

const SHADERS = {
	body: [
		`in vec4 p; in vec3 n; uniform mat4 view; uniform mat3 turn; out vec3 vn; out float light;
		 void main() { gl_Position = view * vec4(p.xyz, 1.); vn = turn * normalize(n); light = p.w; }`,
		`in vec3 vn; in float light; uniform vec3 skin; uniform float pick; out vec4 o;
		 void main() {
			 if (pick > .5) { o = vec4(0, 0, 0, 1); return; }
			 vec3 n = normalize(vn);
			 float key = pow(clamp(dot(n, normalize(vec3(-.45, .55, .75))) * .5 + .5, 0., 1.), 1.6);
			 float fill = clamp(dot(n, normalize(vec3(.6, .15, .55))) * .5 + .5, 0., 1.);
			 float rim = pow(clamp(1. - n.z, 0., 1.), 2.2);
			 o = vec4(min((.30 + .62 * key + .20 * fill - .28 * rim) * (.45 + .55 * light) * skin, 1.), 1.);
		 }`,
	],
	line: [
		`in vec3 p; in vec3 c; uniform mat4 view; out vec3 vc;
		 void main() { vec4 q = view * vec4(p, 1.); q.z -= .0002 * q.w; gl_Position = q; vc = c; }`,
		`in vec3 vc; out vec4 o; void main() { o = vec4(vc, .92); }`,
	],
	point: [
		`in vec3 p; in vec3 n; in vec3 c; in vec3 id; in float s;
		 uniform mat4 view; uniform mat3 turn; uniform float size, pick; out vec3 vc; out float kind;
		 void main() {
			 vec4 q = view * vec4(p + n * 3., 1.); q.z -= .0006 * q.w; gl_Position = q; kind = s;
			 gl_PointSize = size * (s > 1.5 ? 2.2 : s > .5 ? 1. : .7) * (pick > .5 ? 1.7 : 1.);
			 vc = pick > .5 ? id : c;
			 if (s < .25 || (turn * n).z < -.15) gl_Position = vec4(2, 2, 2, 1);
		 }`,
		`in vec3 vc; in float kind; uniform float pick; out vec4 o;
		 void main() {
			 vec2 u = gl_PointCoord * 2. - 1.; float r = dot(u, u);
			 if (r > 1.) discard;
			 if (pick > .5) { o = vec4(vc, 1); return; }
			 vec3 c = mix(vc, vec3(1), smoothstep(.42, .56, r));
			 if (kind > 1.5) c = r < .28 || r > .42 ? vc : vec3(1);
			 o = vec4(c, 1. - smoothstep(.86, 1., r));
		 }`,
	],
};

export class Scene {
	// `points`: [{ code, group, at, out, twin }] ; `courses`: { group: [[places, normals], ...] }.
	constructor(gl, surface, normals, points, courses, colour) {
		Object.assign(this, { gl, points, courses, colour, amount: surface.triangles.length });
		this.programs = Object.fromEntries(Object.entries(SHADERS).map(([name, pair]) => [name, this.program(...pair)]));
		this.body = this.buffers("body", { p: [surface.points, 4], n: [normals, 3] }, surface.triangles);
		const flat = (of) => new Float32Array(points.flatMap(of));
		this.dots = this.buffers("point", {
			p: [flat((o) => o.at), 3],
			n: [flat((o) => o.out), 3],
			c: [flat((o) => colour(o.group)), 3],
			id: [flat((_, i) => [((i + 1) & 255) / 255, ((i + 1) >> 8) / 255, 0]), 3],
			s: [new Float32Array(points.length), 1],
		});
	}

	program(vertex, fragment) {
		const { gl } = this;
		const made = gl.createProgram();
		const head = "#version 300 es\nprecision highp float;\n";
		for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
			const shader = gl.createShader(kind);
			gl.shaderSource(shader, head + text);
			gl.compileShader(shader);
			gl.attachShader(made, shader);
		}
		gl.linkProgram(made);
		if (!gl.getProgramParameter(made, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(made));
		return made;
	}

	buffers(name, columns, order) {
		const { gl } = this;
		const made = { array: gl.createVertexArray(), columns: {} };
		gl.bindVertexArray(made.array);
		for (const [column, [values, width]] of Object.entries(columns)) {
			const at = gl.getAttribLocation(this.programs[name], column);
			gl.bindBuffer(gl.ARRAY_BUFFER, (made.columns[column] = gl.createBuffer()));
			gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
			gl.enableVertexAttribArray(at);
			gl.vertexAttribPointer(at, width, gl.FLOAT, false, 0, 0);
		}
		if (order) {
			gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, (made.order = gl.createBuffer()));
			gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, order, gl.STATIC_DRAW);
		}
		gl.bindVertexArray(null);
		return made;
	}

	drop({ array, columns, order }) {
		for (const buffer of [...Object.values(columns), order]) if (buffer) this.gl.deleteBuffer(buffer);
		this.gl.deleteVertexArray(array);
	}

	// Show the meridian `group` (all when null) with `code` marked; `lit` names the only points shown.
	choose(group, code, lit) {
		const { gl, points } = this;
		const shown = (o) => o.code === code || (lit ? lit.has(o.code) : !group || o.group === group);
		this.sizes = Float32Array.from(points, (o) => (o.code === code ? 2 : shown(o) ? 1 : 0));
		gl.bindBuffer(gl.ARRAY_BUFFER, this.dots.columns.s);
		gl.bufferData(gl.ARRAY_BUFFER, this.sizes, gl.STATIC_DRAW);
		if (this.ribbons) this.drop(this.ribbons);
		this.ribbons = this.ribbon(group, group ? 4.5 : 2.2);
	}

	// Bands of this width (mm) along the courses, a little above the skin, on both sides.
	ribbon(group, width) {
		const [place, tint, order] = [[], [], []];
		for (const [name, pieces] of Object.entries(this.courses)) {
			if (group && name !== group) continue;
			const colour = this.colour(name);
			for (const side of name === "CV" || name === "GV" ? [1] : [1, -1])
				for (const [xyz, normals] of pieces) {
					const count = xyz.length / 3;
					const at = (of, i) => [side * of[i * 3], of[i * 3 + 1], of[i * 3 + 2]];
					for (let i = 0; i < count; i++) {
						const [p, n] = [at(xyz, i), unit(at(normals, i))];
						const [a, b] = [at(xyz, Math.max(i - 1, 0)), at(xyz, Math.min(i + 1, count - 1))];
						const across = unit(cross(b.map((x, k) => x - a[k]), n));
						const first = place.length / 3;
						for (const edge of [-0.5, 0.5]) {
							place.push(...p.map((x, k) => x + n[k] * 1.8 + across[k] * width * edge));
							tint.push(...colour);
						}
						if (i) order.push(first - 2, first - 1, first, first - 1, first + 1, first);
					}
				}
		}
		this.length = order.length;
		const columns = { p: [new Float32Array(place), 3], c: [new Float32Array(tint), 3] };
		return this.buffers("line", columns, new Uint32Array(order));
	}

	// Draw a picture, or (`pick`) the numbers of the points in its place.
	draw({ view, turn }, skin, size, pick = 0) {
		const { gl } = this;
		gl.viewport(0, 0, gl.canvas.width, gl.canvas.height);
		gl.clearColor(0, 0, 0, 0);
		gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
		gl.enable(gl.DEPTH_TEST);
		if (pick) gl.disable(gl.BLEND);
		else gl.enable(gl.BLEND);
		gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
		const use = (name, buffers) => {
			const program = this.programs[name];
			const at = (value) => gl.getUniformLocation(program, value);
			gl.useProgram(program);
			gl.uniformMatrix4fv(at("view"), false, view);
			gl.uniformMatrix3fv(at("turn"), false, turn);
			gl.uniform3fv(at("skin"), skin);
			gl.uniform1f(at("pick"), pick);
			gl.uniform1f(at("size"), size);
			gl.bindVertexArray(buffers.array);
		};
		use("body", this.body);
		gl.drawElements(gl.TRIANGLES, this.amount, gl.UNSIGNED_INT, 0);
		if (!pick) {
			use("line", this.ribbons);
			gl.drawElements(gl.TRIANGLES, this.length, gl.UNSIGNED_INT, 0);
		}
		use("point", this.dots);
		gl.drawArrays(gl.POINTS, 0, this.points.length);
	}

	// The numbers of the points as seen: into a buffer of its own, since the canvas blends edges.
	look(matrices, size) {
		const { gl } = this;
		const { width, height } = gl.canvas;
		if (this.seen?.width !== width || this.seen.height !== height) this.seen = this.screen(width, height);
		gl.bindFramebuffer(gl.FRAMEBUFFER, this.seen.frame);
		this.draw(matrices, [0, 0, 0], size, 1);
		gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, this.seen.pixels);
		gl.bindFramebuffer(gl.FRAMEBUFFER, null);
		const found = new Set();
		const { pixels } = this.seen;
		for (let i = 0; i < pixels.length; i += 4) {
			const number = pixels[i] | (pixels[i + 1] << 8);
			if (number) found.add(this.points[number - 1]);
		}
		return found;
	}

	screen(width, height) {
		const { gl } = this;
		const frame = gl.createFramebuffer();
		gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
		for (const [format, slot] of [[gl.RGBA8, gl.COLOR_ATTACHMENT0], [gl.DEPTH_COMPONENT24, gl.DEPTH_ATTACHMENT]]) {
			const store = gl.createRenderbuffer();
			gl.bindRenderbuffer(gl.RENDERBUFFER, store);
			gl.renderbufferStorage(gl.RENDERBUFFER, format, width, height);
			gl.framebufferRenderbuffer(gl.FRAMEBUFFER, slot, gl.RENDERBUFFER, store);
			(this.stores ??= []).push(store);
		}
		for (const store of this.stores.splice(0, this.stores.length - 2)) gl.deleteRenderbuffer(store);
		if (this.seen) gl.deleteFramebuffer(this.seen.frame);
		return { frame, width, height, pixels: new Uint8Array(width * height * 4) };
	}

	// The point nearest to a pixel (from the lower left), at most `reach` pixels away.
	at(x, y, reach) {
		const { width, height, pixels } = this.seen ?? {};
		for (let r = 0; pixels && r <= reach; r++)
			for (let j = -r; j <= r; j++)
				for (let i = -r; i <= r; i++) {
					if (Math.max(Math.abs(i), Math.abs(j)) !== r || x + i < 0 || x + i >= width || y + j < 0 || y + j >= height) continue;
					const k = ((y + j) * width + x + i) * 4;
					const number = pixels[k] | (pixels[k + 1] << 8);
					if (number) return this.points[number - 1];
				}
		return null;
	}
}
