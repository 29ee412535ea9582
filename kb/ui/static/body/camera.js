// Where the reader looks from: turn, tilt, distance and the spot looked at.

const RAD = Math.PI / 180;
const FIELD = 24 * RAD; // angle of view: a long lens

const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);
export const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
export const unit = (a) => {
	const long = Math.hypot(...a) || 1;
	return a.map((x) => x / long);
};

export class Camera {
	constructor(low, high) {
		Object.assign(this, this.around(low, high, 0, 0, 1));
	}

	// The stand from which a box fills the picture, seen from `turn` and `tilt` (degrees).
	around(low, high, turn, tilt, shape) {
		const spot = low.map((x, i) => (x + high[i]) / 2);
		const wide = Math.abs(Math.cos(turn * RAD)) * (high[0] - low[0]) + Math.abs(Math.sin(turn * RAD)) * (high[2] - low[2]);
		const size = Math.max(high[1] - low[1], wide / shape, 120);
		return { spot, turn, tilt, far: (size * 0.56) / Math.tan(FIELD / 2) + (high[2] - low[2]) / 2 };
	}

	axes() {
		const [cy, sy] = [Math.cos(this.turn * RAD), Math.sin(this.turn * RAD)];
		const [cx, sx] = [Math.cos(this.tilt * RAD), Math.sin(this.tilt * RAD)];
		return { right: [cy, 0, -sy], up: [-sx * sy, cx, -sx * cy], back: [cx * sy, sx, cx * cy] };
	}

	// Matrices for a picture of this shape (width / height).
	matrices(shape) {
		const { right, up, back } = this.axes();
		const eye = this.spot.map((x, i) => x + back[i] * this.far);
		const zoom = 1 / Math.tan(FIELD / 2);
		const [near, end] = [this.far * 0.15, this.far + 2000];
		const a = (end + near) / (near - end);
		const b = (2 * end * near) / (near - end);
		const rows = [[right, zoom / shape, 0], [up, zoom, 0], [back, a, b], [back, -1, 0]];
		const view = new Float32Array(16);
		rows.forEach(([axis, k, more], r) => [...axis, -dot(axis, eye)].forEach((x, c) => (view[c * 4 + r] = x * k + (c === 3) * more)));
		return { view, far: this.far, turn: new Float32Array([0, 1, 2].flatMap((c) => [right[c], up[c], back[c]])) };
	}

	drag(dx, dy) {
		this.turn -= dx * 0.4;
		this.tilt = Math.max(-89, Math.min(89, this.tilt + dy * 0.3));
	}

	// Move the spot by pixels of a picture so many pixels high.
	pan(dx, dy, height) {
		const { right, up } = this.axes();
		const scale = (2 * this.far * Math.tan(FIELD / 2)) / height;
		this.spot = this.spot.map((x, i) => x + (up[i] * dy - right[i] * dx) * scale);
	}

	zoom(factor) {
		this.far = Math.max(180, Math.min(7000, this.far * factor));
	}

	// The way to `goal`, by part from 0 to 1; turns go the short way.
	path(goal) {
		const from = { ...this };
		const turn = ((((goal.turn - from.turn) % 360) + 540) % 360) - 180;
		return (part) => {
			const p = part * part * (3 - 2 * part);
			this.spot = from.spot.map((x, i) => x + (goal.spot[i] - x) * p);
			this.turn = from.turn + turn * p;
			this.tilt = from.tilt + (goal.tilt - from.tilt) * p;
			this.far = from.far + (goal.far - from.far) * p;
		};
	}
}

// Place of a spot in the picture: x and y from 0 to 1, from the upper left.
export function project(view, p) {
	const [x, y, , w] = [0, 1, 2, 3].map((r) => view[r] * p[0] + view[4 + r] * p[1] + view[8 + r] * p[2] + view[12 + r]);
	return [x / w / 2 + 0.5, 0.5 - y / w / 2];
}
