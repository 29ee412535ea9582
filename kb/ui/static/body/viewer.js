// The body to turn: a Streamlit component. A run says what to show; strings are set as text.
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
		this.bodies = {};
		this.part = (name) => root.querySelector(name);
		this.canvas = this.part("canvas");
		this.gl = this.canvas.getContext("webgl2");
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

	// Show what the last run asks for.
	async show(data) {
		const { root } = this;
		this.data = data;
		this.canvas.setAttribute("aria-label", data.label);
		if (!this.gl) return;
		try {
			const scene = await (this.bodies[data.mesh] ??= this.load(data));
			if (data !== this.data) return;
			this.scene = scene;
			this.camera ??= new Camera(...this.box(scene.points));
			this.scene.choose(data.group, data.code, data.lit && new Set(data.lit));
			const stand = [data.mesh, data.code, data.view.id].join();
			if (stand !== this.stand) this.fly(this.goal(data), !this.stand);
			else this.draw();
			this.stand = stand;
			root.dataset.state = "ready";
			root.dataset.code = data.code ?? "";
		} catch (error) {
			delete this.bodies[data.mesh];
			root.dataset.state = "failed";
			this.part(".why").textContent = error;
		}
	}

	async load({ mesh, marks, courses, colours }) {
		const files = await Promise.all([mesh, marks, courses].map((url) => fetch(url)));
		const bad = files.find((file) => !file.ok);
		if (bad) throw Error(`${bad.status}: ${bad.url}`);
		const surface = smooth(decode(await files[0].arrayBuffer()));
		const { points } = await files[1].json();
		const { standing } = await files[2].json();
		const both = Object.entries(points).flatMap(([name, [, , middle, , , , , [at, out], , stand]]) => {
			const one = { code: name.split(":")[0], group: name.match(/^[A-Z]+/)[0], at, out, stand };
			const twin = { ...one, at: [-at[0], at[1], at[2]], out: [-out[0], out[1], out[2]] };
			return middle ? [one] : [one, twin];
		});
		const colour = (group) => [1, 3, 5].map((i) => parseInt((colours[group] ?? "#555555").slice(i, i + 2), 16) / 255);
		return new Scene(this.gl, surface, normalsOf(surface), both, standing, colour);
	}

	// Corners of the box round some points.
	box(points) {
		return [Math.min, Math.max].map((pick) => [0, 1, 2].map((c) => pick(...points.map((o) => o.at[c]))));
	}

	// Where to stand for a point, some points or the body.
	goal({ code, view }) {
		const { points } = this.scene;
		const one = points.find((o) => o.code === code);
		if (one && !view.id) {
			const { at: [x, y, z], stand: [turn, tilt, far] } = one;
			return { spot: [x, y - far / 15, z], turn, tilt, far };
		}
		const of = points.filter((o) => o.at[0] >= 0 && view.codes.includes(o.code));
		const [low, high] = this.box(of.length ? of : points);
		if (view.both) low[0] = -high[0];
		return this.camera.around(low, high, view.turn, view.tilt, this.canvas.clientWidth / this.canvas.clientHeight);
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
		if (!scene?.spans || !canvas.clientWidth) return;
		const dense = Math.min(devicePixelRatio || 1, 2);
		const [width, height] = [canvas.clientWidth * dense, canvas.clientHeight * dense].map(Math.round);
		if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
		this.matrices = camera.matrices(width / height);
		this.size = Math.max(5, Math.min(15, 19000 / camera.far)) * dense;
		scene.draw(this.matrices, this.size);
		this.part(".labels").replaceChildren();
		this.fresh = false;
		clearTimeout(this.soon);
		this.soon = setTimeout(() => this.label(), 90);
	}

	// Names beside the points that are seen; none over a name or a point.
	label() {
		const { scene, camera, canvas, data } = this;
		const seen = scene.look(this.matrices, this.size);
		this.fresh = true;
		const main = (o) => o.code === data.code;
		const named = [...seen].filter((o) => camera.far < 1500 || data.group || data.lit || main(o));
		named.sort((a, b) => main(b) - main(a));
		const { clientWidth: wide, clientHeight: high } = canvas;
		const spots = named.map((o) => {
			const [u, v] = project(this.matrices.view, o.at.map((x, i) => x + o.out[i] * 3));
			return [u * wide, v * high].map(Math.round);
		});
		const taken = spots.map(([x, y]) => [x - 4, y - 4, x + 4, y + 4]);
		const labels = named.flatMap((o, i) => {
			const [x, y] = spots[i];
			const free = ([left, top, right, low]) =>
				left >= 0 && top >= 0 && right <= wide && low <= high && taken.every((t, j) => j === i || left > t[2] || right < t[0] || top > t[3] || low < t[1]);
			const label = document.createElement("span");
			label.textContent = main(o) ? `${o.code} ${data.names[o.code]?.[0] ?? ""}` : o.code;
			const [long, tall] = main(o) ? [label.textContent.length * 13, 20] : [o.code.length * 7 + 4, 14];
			const boxes = PAIRS.map(([dx, dy, part = 0]) => [x + dx - part * long, y + dy, x + dx + (1 - part) * long, y + dy + tall]);
			const box = boxes.find(free) ?? (main(o) && boxes[0]);
			if (!box) return [];
			taken.push(box);
			label.className = main(o) ? "main" : "";
			label.style.cssText = `left:${box[0]}px;top:${box[1]}px;--c:${data.colours[o.group]}`;
			return [label];
		});
		this.part(".labels").replaceChildren(...labels);
	}

	under(event) {
		if (!this.matrices || this.step) return null;
		if (!this.fresh) this.label();
		const { canvas } = this;
		const frame = canvas.getBoundingClientRect();
		const scale = canvas.width / frame.width;
		const [x, y] = [event.clientX - frame.left, frame.bottom - event.clientY].map((far) => Math.floor(far * scale));
		return this.scene.at(x, y, event.pointerType === "touch" ? 16 : 6);
	}

	open(code) {
		dispatchEvent(new CustomEvent("mingtang-go", { detail: this.data.link + code }));
	}

	listen() {
		const { canvas } = this;
		const fingers = new Map();
		const on = (name, act) => canvas.addEventListener(name, act, { passive: false });
		const gap = () => Math.hypot(...[0, 1].map((k) => [...fingers.values()].reduce((a, b) => a[k] - b[k])));
		const turn = (act) => {
			if (!this.scene) return;
			this.step = null;
			act(this.camera);
			this.draw();
		};
		const pan = (dx, dy) => this.camera.pan(dx, dy, canvas.clientHeight);
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
				if (before || event.shiftKey) pan(dx, dy);
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
		on("wheel", (event) => {
			if (this.root.getRootNode().activeElement !== canvas && !event.ctrlKey) return; // the page scrolls
			event.preventDefault();
			turn((camera) => camera.zoom(Math.exp(event.deltaY * 0.001)));
		});
		const arrows = { ArrowLeft: [-30, 0], ArrowRight: [30, 0], ArrowUp: [0, -30], ArrowDown: [0, 30] };
		const zooms = { "+": 0.8, "=": 0.8, "-": 1.25 };
		const press = (key, shift) => {
			const [x, y] = arrows[key] ?? [];
			if (zooms[key]) turn((camera) => camera.zoom(zooms[key]));
			else if (arrows[key]) turn((camera) => (shift ? pan(-x, -y) : camera.drag(x, y)));
			else if (key === "Home" && this.scene) this.fly(this.goal(this.data));
			else if (key === "Enter" && this.data?.code) this.open(this.data.code);
			else return false;
			return true;
		};
		on("keydown", (event) => event.ctrlKey || event.metaKey || (press(event.key, event.shiftKey) && event.preventDefault()));
		for (const button of this.root.querySelectorAll("button")) button.addEventListener("click", () => press(button.value));
	}

	hover(event) {
		if (event.pointerType === "touch") return;
		const point = this.under(event);
		const tip = this.part(".tip");
		tip.hidden = !point;
		this.canvas.style.cursor = point ? "pointer" : "grab";
		if (point) tip.textContent = [point.code, ...(this.data.names[point.code] ?? [])].join(" · ");
		tip.style.cssText = `left:${event.offsetX + 12}px;top:${event.offsetY + 10}px`;
	}
}
