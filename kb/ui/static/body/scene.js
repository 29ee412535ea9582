// What is drawn: body, meridians as ribbons, points; and which point is where.
import { cross, unit } from "./camera.js";

const SHADERS = {
	body: [
		`in vec4 p; in vec3 n; uniform mat4 view; uniform mat3 turn; out vec3 vn; out float light;
		 void main() { gl_Position = view * vec4(p.xyz, 1.); vn = turn * normalize(n); light = p.w; }`,
		`in vec3 vn; in float light; uniform vec3 tint; uniform float pick; out vec4 o;
		 void main() {
			 if (pick > .5) { o = vec4(0, 0, 0, 1); return; }
			 vec3 n = normalize(vn);
			 float key = pow(clamp(dot(n, normalize(vec3(-.45, .55, .75))) * .5 + .5, 0., 1.), 1.6);
			 float fill = clamp(dot(n, normalize(vec3(.6, .15, .55))) * .5 + .5, 0., 1.);
			 float rim = pow(clamp(1. - n.z, 0., 1.), 2.2);
			 o = vec4(min((.30 + .62 * key + .20 * fill - .28 * rim) * (.45 + .55 * light) * tint, 1.), 1.);
		 }`,
	],
	line: [
		`in vec3 p; in vec3 n; uniform mat4 view; uniform float size;
		 void main() { vec4 q = view * vec4(p + n * size, 1.); q.z -= .0002 * q.w; gl_Position = q; }`,
		`uniform vec3 tint; out vec4 o; void main() { o = vec4(tint, .92); }`,
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
	// `points`: [{ code, group, at, out }]; `courses`: { group: [[whether in the middle, places, normals]] }.
	constructor(gl, surface, normals, points, courses, colour) {
		Object.assign(this, { gl, points, colour, amount: surface.triangles.length });
		this.programs = Object.fromEntries(Object.entries(SHADERS).map(([name, pair]) => [name, this.program(...pair)]));
		this.body = this.buffers("body", { p: [surface.points, 4], n: [normals, 3] }, surface.triangles);
		this.lines = this.ribbons(courses);
		const flat = (of) => [Float32Array.from(points.flatMap(of)), 3];
		this.dots = this.buffers("point", {
			p: flat((o) => o.at),
			n: flat((o) => o.out),
			c: flat((o) => colour(o.group)),
			id: flat((_, i) => [((i + 1) & 255) / 255, ((i + 1) >> 8) / 255, 0]),
			s: [new Float32Array(points.length), 1],
		});
	}

	program(vertex, fragment) {
		const { gl } = this;
		const made = gl.createProgram();
		for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
			const shader = gl.createShader(kind);
			gl.shaderSource(shader, `#version 300 es\nprecision highp float;\n${text}`);
			gl.compileShader(shader);
			gl.attachShader(made, shader);
		}
		gl.linkProgram(made);
		if (!gl.getProgramParameter(made, gl.LINK_STATUS)) throw Error(gl.getProgramInfoLog(made));
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
			gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
			gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, order, gl.STATIC_DRAW);
		}
		return made;
	}

	// Show the meridian `group` (all when null) with `code` marked; `lit` names the only points shown.
	choose(group, code, lit) {
		const { gl, points } = this;
		const shown = (o) => (lit ? lit.has(o.code) : !group || o.group === group);
		gl.bindBuffer(gl.ARRAY_BUFFER, this.dots.columns.s);
		gl.bufferData(gl.ARRAY_BUFFER, Float32Array.from(points, (o) => (o.code === code ? 2 : shown(o) ? 1 : 0)), gl.STATIC_DRAW);
		this.spans = group ? this.all.filter((span) => span[0] === group) : this.all;
	}

	// Bands along the courses, a little above the skin, on both sides; `all` tells whose are where.
	ribbons(courses) {
		const [place, across, order] = [[], [], []];
		this.all = [];
		for (const [name, pieces] of Object.entries(courses)) {
			const start = order.length;
			for (const [middle, xyz, normals] of pieces)
				for (const side of middle ? [1] : [1, -1]) {
					const last = xyz.length / 3 - 1;
					const at = (of, i) => [side * of[i * 3], of[i * 3 + 1], of[i * 3 + 2]];
					for (let i = 0; i <= last; i++) {
						const n = at(normals, i);
						const [p, a, b] = [i, Math.max(i - 1, 0), Math.min(i + 1, last)].map((k) => at(xyz, k));
						const aside = unit(cross(b.map((x, k) => x - a[k]), n));
						const first = place.length / 3;
						for (const edge of [-1, 1]) {
							place.push(...p.map((x, k) => x + n[k] * 1.8));
							across.push(...aside.map((x) => x * edge));
						}
						if (i) order.push(first - 2, first - 1, first, first - 1, first + 1, first);
					}
				}
			this.all.push([name, order.length - start, start * 4]);
		}
		const [p, n] = [place, across].map((values) => [new Float32Array(values), 3]);
		return this.buffers("line", { p, n }, new Uint32Array(order));
	}

	// Draw a picture, or (`pick`) the numbers of the points in its place.
	draw({ view, turn, far }, size, pick = 0) {
		const { gl } = this;
		gl.viewport(0, 0, gl.canvas.width, gl.canvas.height);
		gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
		gl.enable(gl.DEPTH_TEST);
		gl[pick ? "disable" : "enable"](gl.BLEND);
		gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
		const use = (name, buffers, size) => {
			const program = this.programs[name];
			const at = (value) => gl.getUniformLocation(program, value);
			gl.useProgram(program);
			gl.uniformMatrix4fv(at("view"), false, view);
			gl.uniformMatrix3fv(at("turn"), false, turn);
			gl.uniform3f(at("tint"), 0.9, 0.815, 0.75);
			gl.uniform1f(at("pick"), pick);
			gl.uniform1f(at("size"), size);
			gl.bindVertexArray(buffers.array);
			return at("tint");
		};
		use("body", this.body, 0);
		gl.drawElements(gl.TRIANGLES, this.amount, gl.UNSIGNED_INT, 0);
		if (!pick) {
			const tint = use("line", this.lines, Math.min(1.1, far / 1300) * (this.spans === this.all ? 1 : 2));
			for (const [name, count, start] of this.spans) {
				gl.uniform3fv(tint, this.colour(name));
				gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_INT, start);
			}
		}
		use("point", this.dots, size);
		gl.drawArrays(gl.POINTS, 0, this.points.length);
	}

	// The points as seen, numbered in a buffer of its own: the canvas blends edges.
	look(matrices, size) {
		const { gl } = this;
		const { width, height } = gl.canvas;
		this.frame ??= gl.createFramebuffer();
		gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
		if (this.seen?.width !== width || this.seen.height !== height) {
			for (const [format, slot] of [[gl.RGBA8, gl.COLOR_ATTACHMENT0], [gl.DEPTH_COMPONENT24, gl.DEPTH_ATTACHMENT]]) {
				gl.deleteRenderbuffer(this[slot] ?? null);
				gl.bindRenderbuffer(gl.RENDERBUFFER, (this[slot] = gl.createRenderbuffer()));
				gl.renderbufferStorage(gl.RENDERBUFFER, format, width, height);
				gl.framebufferRenderbuffer(gl.FRAMEBUFFER, slot, gl.RENDERBUFFER, this[slot]);
			}
			this.seen = { width, height, pixels: new Uint8Array(width * height * 4) };
		}
		this.draw(matrices, size, 1);
		const { pixels } = this.seen;
		gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
		gl.bindFramebuffer(gl.FRAMEBUFFER, null);
		const found = new Set();
		for (let i = 0; i < pixels.length; i += 4) if (pixels[i] || pixels[i + 1]) found.add(this.numbered(i));
		return found;
	}

	numbered(i) {
		return this.points[(this.seen.pixels[i] | (this.seen.pixels[i + 1] << 8)) - 1];
	}

	// The point nearest to a pixel (from the lower left) within `reach` pixels.
	at(x, y, reach) {
		const { width, height } = this.seen;
		for (let r = 0; r <= reach; r++)
			for (let j = Math.max(-r, -y); j <= Math.min(r, height - 1 - y); j++)
				for (let i = Math.max(-r, -x); i <= Math.min(r, width - 1 - x); i++) {
					const point = this.numbered(((y + j) * width + x + i) * 4);
					if (point) return point;
				}
		return null;
	}
}
