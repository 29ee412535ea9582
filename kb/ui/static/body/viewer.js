// The three-dimensional body: turn it, name the points, open one. A Streamlit component; what it
// shows comes with each run, the body itself once, as files. Every string is set as text.
import { Camera, project } from "./camera.js";
import { decode, normalsOf, smooth } from "./mesh.js";
import { Scene } from "./scene.js";

const shown = new WeakMap();
const still = matchMedia("(prefers-reduced-motion: reduce)");
const PAIRS = [[9, -7], [-9, -7, 1], [0, -22, 0.5], [0, 9, 0.5], [9, -19], [9, 5], [-9, -19, 1], [-9, 5, 1]];

export default function (component) {
	const root = component.parentElement.querySelector(".body3d");
	let viewer = shown.get(root);
	if (!viewer) shown.set(root, (viewer = new Viewer(root)));
	viewer.show(component.data);
	return () => viewer.close();
}

class Viewer {
	constructor(root) {
		this.root = root;
		this.part = (name) => root.querySelector(name);
		this.canvas = this.part("canvas");
		this.gl = this.canvas.getContext("webgl2", { antialias: true, alpha: true, preserveDrawingBuffer: true });
		if (!this.gl) root.dataset.state = "none";
		this.listen();
		this.watch = new ResizeObserver(() => this.draw());
		this.watch.observe(this.canvas);
	}

	close() {
		this.watch.disconnect();
		this.gl?.getExtension("WEBGL_lose_context")?.loseContext();
		shown.delete(this.root);
	}

	async show(data) {
		if (!this.gl) return;
		const before = this.data ?? {};
		this.data = data;
		this.canvas.setAttribute("aria-label", data.label);
		if (data.mesh !== before.mesh && !(await this.load(data))) return;
		const { scene } = this;
		if (!scene || data !== this.data) return;
		scene.choose(data.group || null, data.code, data.lit && new Set(data.lit));
		const moved = data.mesh !== before.mesh || data.code !== before.code || data.view?.id !== before.view?.id;
		if (moved) this.fly(this.goal(data), before.mesh === undefined);
		else this.draw();
		this.root.dataset.state = "ready";
		this.root.dataset.code = data.code ?? "";
	}

	async load(data) {
		try {
			const get = async (url, as) => {
				const answer = await fetch(url);
				if (!answer.ok) throw new Error(`${answer.status}: ${url}`);
				return answer[as]();
			};
			const [mesh, marks] = await Promise.all([get(data.mesh, "arrayBuffer"), get(data.marks, "json")]);
			if (data !== this.data) return false;
			const surface = smooth(decode(mesh));
			const points = marks.points.flatMap(([code, at, out]) => {
				const one = { code, group: code.match(/^[A-Z]+(-[A-Z]+)?/)[0], at, out };
				const twin = { ...one, at: [-at[0], at[1], at[2]], out: [-out[0], out[1], out[2]] };
				return Math.abs(at[0]) < 0.01 ? [one] : [one, twin];
			});
			const colour = (group) => [1, 3, 5].map((i) => parseInt((data.colours[group] ?? "#555555").slice(i, i + 2), 16) / 255);
			this.scene = new Scene(this.gl, surface, normalsOf(surface), points, marks.lines, colour);
			const [low, high] = [[...surface.points.slice(0, 3)], [...surface.points.slice(0, 3)]];
			surface.points.forEach((x, i) => {
				if (i % 4 < 3) [low[i % 4], high[i % 4]] = [Math.min(low[i % 4], x), Math.max(high[i % 4], x)];
			});
			this.camera = new Camera(low, high);
			return true;
		} catch (error) {
			this.root.dataset.state = "failed";
			this.part(".why").textContent = String(error.message);
			return false;
		}
	}

	// Where to stand for a point, a view of some points, or the whole body.
	goal({ code, view }) {
		const { camera, scene } = this;
		const shape = this.canvas.clientWidth / Math.max(this.canvas.clientHeight, 1);
		const one = scene.points.find((o) => o.code === code);
		if (one && !view?.first) {
			const [x, y, z] = one.out;
			const tilt = Math.max(-55, Math.min(55, (Math.asin(y) * 180) / Math.PI));
			return { spot: one.at, turn: (Math.atan2(x, z) * 180) / Math.PI * 0.9, tilt: tilt * 0.8, far: 900 };
		}
		const of = view?.codes && scene.points.filter((o) => o.at[0] >= 0 && view.codes.includes(o.code));
		if (!of?.length) return camera.around(camera.whole.low, camera.whole.high, view?.turn ?? 0, view?.tilt ?? 0, shape);
		const side = (pick) => [0, 1, 2].map((c) => pick(...of.map((o) => o.at[c])));
		const [low, high] = [side(Math.min), side(Math.max)];
		if (view.both) low[0] = -high[0];
		return camera.around(low, high, view.turn, view.tilt, shape);
	}

	fly(goal, at_once) {
		const path = this.camera.path(goal);
		const start = performance.now();
		const step = () => {
			if (this.step !== step) return;
			const part = at_once || still.matches ? 1 : Math.min((performance.now() - start) / 600, 1);
			path(part);
			if (part < 1) requestAnimationFrame(step);
			else this.step = null;
			this.draw();
		};
		this.step = step;
		step();
	}

	draw() {
		const { canvas, scene, camera } = this;
		if (!scene?.ribbons || !canvas.clientWidth) return;
		const dense = Math.min(devicePixelRatio || 1, 2);
		const [width, height] = [canvas.clientWidth * dense, canvas.clientHeight * dense].map(Math.round);
		if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
		this.matrices = camera.matrices(width / height);
		this.size = Math.max(5, Math.min(15, 19000 / camera.far)) * dense;
		scene.draw(this.matrices, [0.9, 0.815, 0.75], this.size);
		this.part(".labels").replaceChildren();
		this.fresh = false;
		clearTimeout(this.soon);
		this.soon = setTimeout(() => this.label(), 90);
	}

	// Names beside the points that are really seen; none over another.
	label() {
		const { scene, camera, canvas, data } = this;
		const seen = scene.look(this.matrices, this.size);
		this.fresh = true;
		const close = camera.far < 1500;
		const named = [...seen].filter((o) => close || data.group || data.lit || o.code === data.code);
		named.sort((a, b) => (b.code === data.code) - (a.code === data.code));
		const taken = [];
		const free = (r) => taken.every((t) => r[0] > t[0] + t[2] || r[0] + r[2] < t[0] || r[1] > t[1] + t[3] || r[1] + r[3] < t[1]);
		const [wide, high] = [canvas.clientWidth, canvas.clientHeight];
		const labels = named.flatMap((o) => {
			const [x, y] = project(this.matrices.view, o.at.map((v, i) => v + o.out[i] * 3));
			const main = o.code === data.code;
			const text = main ? `${o.code} ${(data.names[o.code] ?? [""])[0]}` : o.code;
			const long = main ? text.length * 13 : text.length * 7 + 4;
			const boxes = PAIRS.map(([dx, dy, part = 0]) => [x * wide + dx - part * long, y * high + dy, long, main ? 20 : 14]);
			const box = boxes.find((b) => b[0] >= 0 && b[1] >= 0 && b[0] + b[2] <= wide && b[1] + b[3] <= high && free(b));
			if (!box) return [];
			taken.push(box, [x * wide - 4, y * high - 4, 8, 8]);
			const label = document.createElement("span");
			label.textContent = text;
			label.className = main ? "main" : "";
			label.style.cssText = `left:${box[0].toFixed()}px;top:${box[1].toFixed()}px;--c:${data.colours[o.group]}`;
			return [label];
		});
		this.part(".labels").replaceChildren(...labels);
	}

	under(event) {
		if (!this.scene || this.step) return null;
		if (!this.fresh) this.label();
		const { canvas } = this;
		const frame = canvas.getBoundingClientRect();
		const scale = canvas.width / frame.width;
		const y = canvas.height - 1 - (event.clientY - frame.top) * scale;
		return this.scene.at(Math.round((event.clientX - frame.left) * scale), Math.round(y), event.pointerType === "touch" ? 16 : 6);
	}

	open(code) {
		dispatchEvent(new CustomEvent("mingtang-go", { detail: this.data.link.replace("CODE", encodeURIComponent(code)) }));
	}

	listen() {
		const { canvas } = this;
		const fingers = new Map();
		const on = (name, act) => canvas.addEventListener(name, act);
		const gap = () => Math.hypot(...[0, 1].map((k) => [...fingers.values()].reduce((a, b) => a[k] - b[k])));
		const turn = (act) => {
			if (!this.scene) return;
			this.step = null;
			act(this.camera);
			this.draw();
		};
		let moved = 0;
		on("pointerdown", (event) => {
			if (!fingers.size) moved = 0;
			fingers.set(event.pointerId, [event.clientX, event.clientY]);
			canvas.setPointerCapture(event.pointerId);
		});
		on("pointermove", (event) => {
			const last = fingers.get(event.pointerId);
			if (!last) return this.hover(event);
			const [dx, dy] = [event.clientX - last[0], event.clientY - last[1]];
			const before = fingers.size === 2 && gap();
			fingers.set(event.pointerId, [event.clientX, event.clientY]);
			moved += Math.abs(dx) + Math.abs(dy);
			turn((camera) => {
				if (before) camera.zoom(before / Math.max(gap(), 1));
				if (before || event.shiftKey || event.buttons === 2) camera.pan(before ? dx / 2 : dx, before ? dy / 2 : dy, canvas.clientHeight);
				else camera.drag(dx, dy);
			});
		});
		on("pointerup", (event) => {
			fingers.delete(event.pointerId);
			const point = moved < 5 && this.under(event);
			if (point) this.open(point.code);
		});
		on("pointercancel", (event) => fingers.delete(event.pointerId));
		on("pointerleave", () => (this.part(".tip").hidden = true));
		on("contextmenu", (event) => event.preventDefault());
		canvas.addEventListener("wheel", (event) => {
			if (this.root.getRootNode().activeElement !== canvas && !event.ctrlKey) return; // the page scrolls
			event.preventDefault();
			turn((camera) => camera.zoom(Math.exp(event.deltaY * 0.001)));
		}, { passive: false });
		const keys = {
			ArrowLeft: [-30, 0], ArrowRight: [30, 0], ArrowUp: [0, -30], ArrowDown: [0, 30],
		};
		on("keydown", (event) => {
			const arrow = keys[event.key];
			if (arrow) turn((camera) => (event.shiftKey ? camera.pan(-arrow[0], -arrow[1], canvas.clientHeight) : camera.drag(...arrow)));
			else if (event.key === "+" || event.key === "=") turn((camera) => camera.zoom(0.8));
			else if (event.key === "-") turn((camera) => camera.zoom(1.25));
			else if (event.key === "Home" && this.scene) this.fly(this.goal(this.data));
			else if (event.key === "Enter" && this.data?.code) this.open(this.data.code);
			else return;
			event.preventDefault();
		});
		const bar = { nearer: (camera) => camera.zoom(0.8), farther: (camera) => camera.zoom(1.25) };
		for (const [name, act] of Object.entries(bar)) this.part(`.${name}`).addEventListener("click", () => turn(act));
		this.part(".again").addEventListener("click", () => this.scene && this.fly(this.goal(this.data)));
	}

	hover(event) {
		if (event.pointerType === "touch") return;
		const point = this.under(event);
		const tip = this.part(".tip");
		tip.hidden = !point;
		this.canvas.style.cursor = point ? "pointer" : "grab";
		if (!point) return;
		tip.textContent = [point.code, ...(this.data.names[point.code] ?? [])].join(" · ");
		const frame = this.canvas.getBoundingClientRect();
		tip.style.left = `${event.clientX - frame.left + 12}px`;
		tip.style.top = `${event.clientY - frame.top + 10}px`;
	}
}
