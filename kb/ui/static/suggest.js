// Suggestions under the boxes of the page of relations. What is typed goes to the server, which looks
// it up as the search box does; every text that comes back is set as text, never as markup.
const WAIT = 60; // milliseconds after the last key
const boxes = () => [...document.querySelectorAll(".mt form.ask input[id^=rel-][name]:not([type])")];

const make = (tag, text, attributes = {}) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

const close = (keep) => {
  for (const list of document.querySelectorAll(".mt form.ask ul[role=listbox]")) if (list !== keep) list.remove();
  for (const box of boxes()) if (!keep || keep.previousElementSibling !== box) box.removeAttribute("aria-expanded");
};

const chosen = (box, short) => {
  box.value = short;
  close();
  box.focus();
};

const offer = (told) => {
  const box = boxes().find((one) => one.name === told.box);
  if (!box || document.activeElement !== box || box.value.trim() !== told.text) return;
  close();
  if (!told.rows.length && !told.none) return;
  const list = make("ul", "", { role: "listbox", id: `${box.id}-near`, "aria-label": "Suggestions" });
  for (const [short, label, hant, kind] of told.rows) {
    const row = make("li", label, { role: "option", tabindex: "-1", "data-short": short });
    if (hant) row.append(" ", make("span", hant, { lang: "zh-Hant" }));
    row.append(" ", make("small", kind));
    list.append(row);
  }
  if (told.none) list.append(make("li", told.none, { class: "none" }));
  box.setAttribute("aria-expanded", "true");
  box.setAttribute("aria-controls", list.id);
  box.after(list);
};

let told = ""; // the last answer that was shown

export default function ({ data, setStateValue }) {
  const answer = JSON.stringify(data.near ?? null);
  if (answer !== told && data.near) offer(data.near);
  told = answer;
  const control = new AbortController();
  const on = (type, act) => document.addEventListener(type, act, { signal: control.signal, capture: true });
  let wait = 0;
  on("input", (event) => {
    if (!boxes().includes(event.target)) return;
    const { name, value } = event.target;
    clearTimeout(wait);
    if (!value.trim()) close();
    else wait = setTimeout(() => setStateValue("typed", [name, value.trim()]), WAIT);
  });
  on("mousedown", (event) => {
    const row = event.target.closest?.("form.ask li[data-short]");
    if (row) {
      event.preventDefault(); // the box keeps the focus
      chosen(row.closest("ul").previousElementSibling, row.dataset.short);
    } else close();
  });
  on("keydown", (event) => {
    const list = event.target.closest?.("form.ask div")?.querySelector("ul[role=listbox]");
    if (!list) return;
    const box = list.previousElementSibling;
    const rows = [...list.querySelectorAll("li[data-short]")];
    const at = rows.indexOf(event.target);
    if (event.key === "ArrowDown") (rows[at + 1] ?? rows[0])?.focus();
    else if (event.key === "ArrowUp") (at > 0 ? rows[at - 1] : box).focus();
    else if (event.key === "Enter" && at >= 0) chosen(box, rows[at].dataset.short);
    else if (event.key === "Escape") {
      close();
      box.focus();
    } else if (event.key === "Tab" || event.key === "Enter") return close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return () => {
    clearTimeout(wait);
    control.abort();
  };
}
