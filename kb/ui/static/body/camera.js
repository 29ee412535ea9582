// Where the reader looks from: a turn, a tilt, a distance and the spot looked at.

const RAD = Math.PI / 180;
const FIELD = 24 * RAD; // angle of view: long enough a lens not to distort the body

export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
export const unit = (a) => {
	const long = Math.hypot(...a) || 1;
	return a.map((x) => x / long);
};

export class Camera {
	constructor(low, high) {
		this.whole = { low, high };
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
		const rows = [right.map((x) => (x * zoom) / shape), up.map((x) => x * zoom), back.map((x) => x * a), back.map((x) => -x)];
		const rest = [(-dot(right, eye) * zoom) / shape, -dot(up, eye) * zoom, -dot(back, eye) * a + b, dot(back, eye)];
		const view = new Float32Array(16);
		rows.forEach((row, r) => [...row, rest[r]].forEach((x, c) => (view[c * 4 + r] = x)));
		const turn = new Float32Array([right, up, back].flatMap((_, c) => [right[c], up[c], back[c]]));
		return { view, turn };
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

	// The stands between here and `goal`, `part` from 0 to 1; turns go the short way.
	path(goal) {
		const from = { spot: this.spot, turn: this.turn, tilt: this.tilt, far: this.far };
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
	const w = view[3] * p[0] + view[7] * p[1] + view[11] * p[2] + view[15];
	const x = (view[0] * p[0] + view[4] * p[1] + view[8] * p[2] + view[12]) / w;
	const y = (view[1] * p[0] + view[5] * p[1] + view[9] * p[2] + view[13]) / w;
	return [x / 2 + 0.5, 0.5 - y / 2];
}
