// Saves a plate as it is seen: the file, and over it the rings and rulers of the page.
const parsed = (text) => new DOMParser().parseFromString(text, "image/svg+xml").documentElement;

const composed = async (figure) => {
  const [image, over] = figure.querySelectorAll("img");
  const plate = parsed(await (await fetch(image.src)).text());
  if (over) plate.append(...parsed(decodeURIComponent(over.src.slice(over.src.indexOf(",") + 1))).children);
  const dark = getComputedStyle(image).colorScheme === "dark";
  for (const style of plate.querySelectorAll("style")) // the reader's theme, wherever it is opened
    style.textContent = style.textContent.replace("(prefers-color-scheme:dark)", dark ? "all" : "not all");
  const ground = plate.ownerDocument.createElementNS(plate.namespaceURI, "rect");
  const [x, y, width, height] = plate.getAttribute("viewBox").split(" ");
  for (const [name, value] of Object.entries({ x, y, width, height, class: "w" }))
    ground.setAttribute(name, value);
  plate.querySelector("defs").before(ground);
  return plate;
};

const keep = (blob, name) => {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
};

export const save = async (link) => {
  const plate = await composed(link.closest("figure"));
  const text = new Blob([new XMLSerializer().serializeToString(plate)], { type: "image/svg+xml" });
  if (link.dataset.save === "svg") return keep(text, link.download);
  const image = new Image();
  image.src = URL.createObjectURL(text);
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth * 2, image.naturalHeight * 2];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((blob) => keep(blob, link.download), "image/png");
};
