// Soft navigation. Every link is a plain link and works without this script (the page then loads
// anew). With it a click changes the address and tells Streamlit, which runs the page script again
// in the open session; Back, Forward and the place on the page behave as in any web site.
//
// No tag may stand in this file, not even in a string: Streamlit would drop the whole script.
(() => {
  window.mingtang?.abort();
  const control = (window.mingtang = new AbortController());
  const on = (type, act) => document.defaultView.addEventListener(type, act, { signal: control.signal });
  const pane = () => document.querySelector(".stMain");
  const shown = () => document.querySelector("[data-page]")?.dataset.page;
  const panel = () => document.getElementById("claim-panel");
  const chips = () => [...document.querySelectorAll(".mt a[href*='claim=']")];
  let ours = false; // the popstate event is our own
  let wait = null; // {page, y, focus}: a new page is on its way; restore the scroll when it is there
  let open = null; // claim whose panel is open
  let section = location.hash.slice(1); // of the address the session began with, until its page is shown

  // The sign of the window, as pixels: a drawing would be drawn anew at every change of the address.
  const icon = document.querySelector("link[rel~='icon']");
  const sign = new Image(64, 64);
  sign.onload = () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 64 });
    canvas.getContext("2d").drawImage(sign, 0, 0, 64, 64);
    icon.href = canvas.toDataURL();
  };
  if (icon)
    sign.src =
      "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='64' height='64' viewBox='0 0 32 32'" +
      "%3E%3Crect width='32' height='32' rx='5' fill='%239a3324'/%3E%3Ctext x='16' y='24' font-size='22' " +
      "text-anchor='middle' fill='white' font-family='serif'%3E%E6%98%8E%3C/text%3E%3C/svg%3E";

  // Addresses are changed here or by the reader, by nobody else: when two steps back follow each
  // other within a run, Streamlit pushes the page of the first one over the address of the second.
  const push = History.prototype.pushState.bind(history);
  history.pushState = () => undefined;
  control.signal.addEventListener("abort", () => delete history.pushState);

  const note = (y) => {
    if (y !== history.state?.y) history.replaceState({ ...history.state, y }, "");
  };
  const go = (url, back) => {
    if (url === location.href) return;
    note(pane()?.scrollTop ?? 0);
    push({ y: 0, back }, "", url);
    ours = true;
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
    ours = false;
  };
  const close = (url) => (history.state?.back === url ? history.back() : go(url));

  on("popstate", () => {
    wait = { page: shown(), y: ours ? 0 : history.state?.y ?? 0, focus: ours, end: Date.now() + 4000 };
  });
  on("click", (event) => {
    const link = event.target.closest?.(".mt a[href]");
    if (link?.dataset.save) {
      event.preventDefault(); // the plate as seen, with its marks
      import(new URL("./_stcore/bidi-components/mingtang.ui/save.js", location.href)).then((it) => it.save(link));
      return;
    }
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey) return;
    if (event.shiftKey || event.altKey || link.target || link.origin !== location.origin) return;
    if (link.hash && link.pathname + link.search === location.pathname + location.search) {
      event.preventDefault(); // a section of this page: Streamlit need not know
      const place = document.getElementById(link.hash.slice(1));
      place?.scrollIntoView();
      place?.focus({ preventScroll: true });
      return;
    }
    event.preventDefault();
    if (link.dataset.close !== undefined) close(link.href);
    else go(link.href, link.search.includes("claim=") && !panel() ? location.href : undefined);
  });
  on("mingtang-go", (event) => go(new URL(event.detail, location.href).href)); // from a component
  on("submit", (event) => {
    const form = event.target.closest?.(".mt form");
    if (!form) return;
    event.preventDefault();
    const words = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    go(new URL(form.getAttribute("action") + "?" + words, location.href).href);
  });
  on("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select");
    if (event.key === "Escape" && panel() && !typing) {
      event.preventDefault();
      close(panel().querySelector("[data-close]").href);
    } else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const box = document.querySelector(".st-key-q input, .mt [name=q]");
      if (box) {
        event.preventDefault();
        box.focus();
      }
    }
    if (!typing) wait = null;
  });
  for (const type of ["wheel", "touchmove"]) on(type, () => (wait = null));

  let saving = 0;
  document.addEventListener(
    "scroll",
    () => {
      clearTimeout(saving);
      saving = setTimeout(() => wait || note(pane()?.scrollTop ?? 0), 150);
    },
    { capture: true, signal: control.signal },
  );

  const mark = (claim) => {
    for (const chip of chips()) {
      const it = claim && new URL(chip.href).searchParams.get("claim") === claim;
      if (it) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    }
    return document.querySelector(".mt article [aria-current=true]");
  };

  // A page sent as text (kb.ui.html.as_text). The words of the data reach the page through this
  // gate only: every element and attribute must be one that our own code writes. Anything else, and
  // the page is loaded anew, as markup for Streamlit's sanitiser.
  const words = (text) => new Set(text.split(" "));
  const elements = words(
    "a article aside b br button caption circle code dd details div dl dt em figcaption figure footer form " +
      "g h1 h2 h3 h4 header hr i img input kbd label li line main mark nav ol option p path q rect s " +
      "section select small span strong sub summary sup svg table tbody td text tfoot th thead tr u ul wbr",
  );
  const attributes = words(
    "alt autocomplete checked class colspan cx cy d data-close data-l data-page data-q data-r data-save " +
      "data-title dir disabled download for height hidden id lang loading max maxlength min minlength name open " +
      "placeholder r rel role rowspan scope selected size start tabindex target title transform type value " +
      "viewBox width x x1 x2 y y1 y2",
  );
  const addresses = words("action href src");
  const address = /^(?:https:\/\/|http:\/\/[a-z0-9-]+\.[a-z0-9.-]+\/|#|\.\/|[a-z]+(?:[?#]|$))/;
  const drawing = /^data:image\/svg\+xml,/; // an image: nothing in it runs
  const place = /^(?:(?:left|right|top|bottom|width|height|--[a-z]+):[\w.%# -]+;?)+$/;
  const fine = (name, value) => {
    if (addresses.has(name)) return address.test(value) || (name === "src" && drawing.test(value));
    if (name === "style") return place.test(value);
    return name.startsWith("aria-");
  };
  const sound = (body) => {
    if (body.childNodes.length !== 1 || body.firstChild.nodeType !== 1) return false;
    const walk = document.createTreeWalker(body, NodeFilter.SHOW_ELEMENT);
    while (walk.nextNode()) {
      const it = walk.currentNode;
      if (!elements.has(it.localName)) return false;
      for (const name of it.getAttributeNames())
        if (!attributes.has(name) && !fine(name, it.getAttribute(name))) return false;
    }
    return true;
  };
  control.sound = sound;
  const unpack = () => {
    const box = document.getElementById("mt:body");
    if (!box) return;
    const text = box.textContent.replaceAll("\u0001", "<");
    const { body } = new DOMParser().parseFromString(text, "text/html");
    if (sound(body)) box.replaceWith(body.firstChild);
    else location.reload();
  };

  // On a narrow screen a plate is larger than its frame, so that its names can be read: the frame
  // then begins at the point chosen, or at the middle.
  const centred = new WeakSet();
  const centre = () => {
    if (innerWidth > 700) return;
    for (const frame of document.querySelectorAll(".pl")) {
      const room = frame.scrollWidth - frame.clientWidth;
      if (centred.has(frame) || room < 1) continue;
      centred.add(frame);
      const at = frame.querySelector("a.at");
      frame.scrollLeft = at ? at.offsetLeft + at.offsetWidth / 2 - frame.clientWidth / 2 : room / 2;
    }
  };

  const settle = () => {
    centre();
    if (section && shown()) {
      document.getElementById(section)?.scrollIntoView();
      section = "";
    }
    const title = document.querySelector("[data-title]")?.dataset.title;
    if (title && title !== document.title) document.title = title;
    if (wait && Date.now() > wait.end) wait = null;
    if (wait && shown() && shown() !== wait.page) {
      const area = pane();
      area.scrollTop = wait.y;
      if (Math.abs(area.scrollTop - wait.y) < 2) {
        if (wait.focus && !panel()) document.querySelector(".mt h1")?.focus({ preventScroll: true });
        wait = null;
      }
    }
    const now = panel()?.dataset.claim ?? null;
    if (now === open) return;
    const before = document.querySelector(".mt article [aria-current=true]");
    const chip = mark(now);
    if (now) {
      if (!open && chip && pane().scrollTop === 0) chip.scrollIntoView({ block: "center" });
      panel().focus({ preventScroll: true });
    } else before?.focus({ preventScroll: true });
    open = now;
  };
  // Settling needs the layout of the page, which is not made before all of the page is there.
  const watch = new MutationObserver(() => {
    unpack();
    queueMicrotask(settle);
  });
  watch.observe(document.body, { childList: true, subtree: true });
  control.signal.addEventListener("abort", () => watch.disconnect());
  unpack();
  settle();
})();
