// What the page does better with a script: it asks without leaving the page,
// shows answers as they grow and an excerpt beside its number. All HTML comes
// from the server, made by the templates that make the page without a script.
"use strict";

const part = { headers: { "X-Footnote-Part": "1" } };
const talk = document.querySelector(".talk");
const form = document.querySelector("form.ask");
const words = JSON.parse(document.body.dataset.words ?? "{}"); // in the reader's language

// The box takes the focus where that doesn't bring up a keyboard over the text.
function focusBox() {
  if (matchMedia("(hover: hover)").matches) form.elements.question.focus({ preventScroll: true });
  else form.elements.question.blur();
}

function fragment(html) {
  const t = document.createElement("template");
  t.innerHTML = html;
  return t.content;
}

// follow fills in a reply as it grows. A browser asks again by itself when a
// connection breaks, but not once it was refused, as by a server that starts.
function follow(at, tries = 10) {
  const events = new EventSource(at.dataset.events);
  events.addEventListener("open", () => (tries = 10));
  events.addEventListener("reply", (e) => {
    const stopping = at.querySelector(".stop button:focus");
    at.replaceChildren(fragment(e.data));
    if (stopping) at.querySelector(".stop button")?.focus({ preventScroll: true });
  });
  events.addEventListener("done", () => {
    events.close();
    at.removeAttribute("aria-busy");
    delete at.dataset.events;
  });
  events.addEventListener("error", () => {
    if (events.readyState !== EventSource.CLOSED || !at.isConnected) return;
    if (tries > 1) {
      setTimeout(() => at.isConnected && follow(at, tries - 1), 2000);
      return;
    }
    at.removeAttribute("aria-busy");
    say(at, words.notFetched);
  });
}

// say tells of a failure in a part of the page, below what it has.
function say(at, text) {
  const p = document.createElement("p");
  p.className = "failure";
  p.setAttribute("role", "alert");
  p.textContent = text;
  at.append(p);
}
const followAll = (within) => within.querySelectorAll("[data-events]").forEach((at) => follow(at));

// newKey is as the server makes it: a form that is sent twice is one question.
function newKey() {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return Array.from(crypto.getRandomValues(new Uint8Array(26)), (b) => letters[b % 32]).join("");
}

async function ask(data) {
  const trouble = document.querySelector(".trouble-at");
  const send = form.querySelector(".send");
  if (send.disabled) return; // it is being sent
  trouble.replaceChildren();
  send.disabled = true;
  try {
    const r = await fetch("/ask", { method: "POST", body: data, ...part });
    const html = await r.text();
    if (!r.ok) {
      trouble.replaceChildren(fragment(html));
      return;
    }
    const turns = document.querySelector(".turns");
    turns.append(fragment(html));
    const last = turns.lastElementChild;
    followAll(last);
    talk.classList.remove("fresh");
    document.querySelector(".suggestions:not(.in-turn)")?.remove();
    history.replaceState(null, "", talk.dataset.talk);
    form.elements.key.value = newKey();
    form.elements.question.value = "";
    form.elements.file.value = "";
    form.elements.kind.value = "ask"; // what follows is a question again
    form.elements.question.placeholder = form.elements.question.dataset.next;
    last.scrollIntoView({ block: "start" });
  } catch {
    trouble.textContent = words.notAsked;
  } finally {
    send.disabled = false;
    focusBox();
  }
}

if (form) {
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    ask(new FormData(form));
  });
  form.elements.question.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && !e.shiftKey && !e.isComposing) {
      e.preventDefault();
      form.requestSubmit();
    }
  });
  document.addEventListener("keydown", (e) => {
    if (e.key.toLowerCase() === "k" && (e.ctrlKey || e.metaKey)) {
      e.preventDefault();
      form.elements.question.focus();
    }
  });
  // The box says what belongs into it.
  let asking = form.elements.question.placeholder;
  form.addEventListener("change", (e) => {
    if (e.target.name !== "kind") return;
    const box = form.elements.question;
    if (box.placeholder !== box.dataset.check) asking = box.placeholder;
    box.placeholder = form.elements.kind.value === "verify" ? box.dataset.check : asking;
  });
  // A file that is dropped on the page is one to check.
  const hasFile = (e) => e.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (e) => {
    if (!hasFile(e)) return;
    e.preventDefault();
    form.classList.add("dropping");
  });
  document.addEventListener("dragleave", (e) => e.relatedTarget || form.classList.remove("dropping"));
  document.addEventListener("drop", (e) => {
    if (!hasFile(e)) return;
    e.preventDefault();
    form.classList.remove("dropping");
    form.elements.kind.value = "verify";
    form.elements.file.files = e.dataTransfer.files;
    form.querySelector(".send").focus();
  });
  document.addEventListener("submit", (e) => {
    if (!e.target.matches("form.suggestions")) return;
    e.preventDefault();
    const data = new FormData(form);
    data.set("question", e.submitter.value);
    ask(data);
  });
  if (talk.querySelector(".turn") && !location.hash) talk.querySelector(".turn:last-child").scrollIntoView();
}

followAll(document);

// Copying an answer with its sources. Where the browser lets no page write to the
// clipboard, as over plain http, the link saves a file instead.
document.addEventListener("click", async (e) => {
  const link = e.target.closest?.("a[data-copy]");
  if (!link || !navigator.clipboard?.write || e.ctrlKey || e.metaKey) return;
  e.preventDefault();
  const said = link.closest(".take").querySelector(".copied");
  const load = async (href) => {
    const r = await fetch(href);
    if (!r.ok) throw new Error(r.statusText);
    return r.text();
  };
  try {
    const items = { "text/plain": load(link.dataset.copy ? link.href.replace(".html", ".txt") : link.href).then((t) => new Blob([t], { type: "text/plain" })) };
    if (link.dataset.copy === "html") items["text/html"] = load(link.href).then((t) => new Blob([t], { type: "text/html" }));
    await navigator.clipboard.write([new ClipboardItem(items)]);
    said.textContent = words.copied;
  } catch {
    said.textContent = words.notCopied;
  }
});

// The document beside the answer: where there is room for both, in a pane, and on a
// phone in a sheet above it. In between, and without a script, it is a page of its own.
const roomy = matchMedia("(min-width: 64rem)");
const phone = matchMedia("(max-width: 40rem)");
let pane = null;
let isShown = false; // the pane, and what makes room for it
let opener = null; // what has the focus again when the document is closed

// isSameSource reports whether two links lead to the same cited place.
function isSameSource(a, b) {
  const [one, other] = [a, b].map((link) => new URL(link.href).searchParams);
  return ["doc", "from", "at"].every((name) => one.get(name) === other.get(name));
}

function buildPane() {
  pane = document.createElement("dialog");
  pane.className = "pane";
  pane.setAttribute("aria-label", words.document);
  const tools = document.createElement("div");
  tools.className = "pane-tools";
  const alone = document.createElement("a");
  alone.textContent = words.openAsPage;
  const close = document.createElement("button");
  close.className = "close";
  close.textContent = "✕";
  close.setAttribute("aria-label", words.closeDocument);
  close.addEventListener("click", () => closePane());
  tools.append(alone, close);
  const body = document.createElement("div");
  body.className = "pane-body";
  pane.append(tools, body);
  pane.addEventListener("close", () => pane.open || leavePane()); // the browser's own ways to close it
  document.body.append(pane);
}

// leavePane gives the room of the pane back to the page.
function leavePane() {
  if (!isShown) return;
  isShown = false;
  document.body.classList.remove("beside");
  document.querySelectorAll(".card[aria-current]").forEach((card) => card.removeAttribute("aria-current"));
  if (history.state?.sheet) history.back();
  opener?.isConnected && opener.focus({ preventScroll: true });
}

// closePane closes the pane and gives its room back in one step: the dialog's event comes
// a moment later, and what is pressed in between must not move away.
function closePane() {
  if (!pane?.open) return;
  pane.close();
  leavePane();
}
addEventListener("popstate", closePane);

// markCard sets off the card whose document is shown.
function markCard(link) {
  document.querySelectorAll(".card[aria-current]").forEach((card) => card.removeAttribute("aria-current"));
  const at = [...document.querySelectorAll(".turns .card .title, main .card .title")].find((title) => isSameSource(title, link));
  at?.closest(".card").setAttribute("aria-current", "true");
}

async function openPane(link) {
  let html;
  try {
    const r = await fetch(link.href, part);
    html = await r.text();
  } catch {
    location.href = link.href;
    return;
  }
  if (!pane) buildPane();
  if (link.isConnected && !pane.contains(link)) opener = link;
  pane.querySelector(".pane-body").replaceChildren(fragment(html));
  pane.querySelector(".pane-tools a").href = link.href;
  if (!pane.open && roomy.matches) {
    pane.show();
    document.body.classList.add("beside");
  } else if (!pane.open) {
    history.pushState({ sheet: true }, "");
    pane.showModal();
  }
  isShown = true;
  markCard(link);
  const said = pane.querySelector("#said") ?? pane.querySelector("#cited");
  const body = pane.querySelector(".pane-body");
  body.scrollTop = 0;
  const drawn = pane.querySelector(".look");
  const box = pane.querySelector(".finder[open] [type=search]");
  const found = pane.querySelector("#found");
  if (drawn) layLook(drawn, box ? null : said);
  else if (said && !box) scrollPane(said);
  if (found) scrollPane(found);
  if (box) box.setSelectionRange(box.value.length, box.value.length);
  (box ?? said ?? pane.querySelector(".close")).focus({ preventScroll: true });
}

// What is looked for in a document is found by the server, in all of its parts. In the
// pane it stays there; the key / leads to the box, Enter to the next place, and Enter with
// Shift to the one before.
document.addEventListener("submit", (e) => {
  if (!e.target.matches(".pane .finder form")) return;
  e.preventDefault();
  const to = document.createElement("a");
  to.href = e.target.getAttribute("action").split("#")[0] + "?" + new URLSearchParams(new FormData(e.target)) + "#found";
  openPane(to);
});
document.addEventListener("keydown", (e) => {
  const finder = (pane?.open ? pane : document).querySelector(".finder");
  if (!finder) return;
  if (e.key === "/" && !e.ctrlKey && !e.metaKey && !e.altKey && !e.target.matches?.("input, textarea, select")) {
    e.preventDefault();
    finder.open = true;
    finder.querySelector("[type=search]").focus();
    finder.querySelector("[type=search]").select();
  } else if (e.key === "Enter" && e.shiftKey && e.target.matches?.(".finder [type=search]")) {
    const before = finder.querySelector('[rel="prev"]');
    if (before) {
      e.preventDefault();
      before.click();
    }
  }
});

// scrollPane brings a part of the document into sight, below the bar.
function scrollPane(to) {
  const body = pane.querySelector(".pane-body");
  const bar = pane.querySelector(".bar").offsetHeight;
  body.scrollTop += to.getBoundingClientRect().top - body.getBoundingClientRect().top - bar - (body.clientHeight - bar) / 4;
}

// layLook lays over a page that is drawn what can be selected on it, and brings its marks
// into sight; a page that can't be drawn gives way to the text.
async function layLook(drawn, said) {
  const show = (at) => at && (pane?.contains(at) ? scrollPane(at) : at.scrollIntoView({ block: "center" }));
  const picture = drawn.querySelector("img");
  try {
    picture.loading = "eager";
    await picture.decode();
    const r = await fetch(drawn.dataset.layer, part);
    if (!r.ok) throw new Error(r.statusText);
    drawn.querySelector(".sheet").append(fragment(await r.text()));
    const cited = drawn.querySelector(".layer .strong") ?? drawn.querySelector(".layer rect");
    if (said) show(cited);
  } catch {
    if (!drawn.isConnected) return;
    drawn.hidden = true;
    show(said);
  }
}
document.querySelectorAll("main .look").forEach((drawn) => layLook(drawn, location.hash && document.querySelector("#said, #cited")));

document.addEventListener("click", (e) => {
  const link = e.target.closest?.('a[href^="/source?"]');
  if (!link || e.defaultPrevented || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
  const inPane = pane?.contains(link);
  if (!inPane && !link.closest(".turn, .cards, .peek")) return;
  if (inPane && link.closest(".pane-tools")) return;
  if (!inPane && !roomy.matches && !phone.matches) return;
  e.preventDefault();
  hidePeek();
  openPane(link);
});
document.addEventListener("keydown", (e) => {
  if (e.key === "Escape" && pane?.open && !peek) closePane();
});

// Times are those of the reader's clock, and say so where the server's differ.
const clock = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang, { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
document.querySelectorAll("main time[datetime]").forEach((time) => {
  const at = new Date(time.dateTime);
  if (!isNaN(at)) time.textContent = clock.format(at);
});

// Small forms whose effect shows elsewhere.
document.addEventListener("submit", async (e) => {
  const quiet = e.target;
  if (!quiet.matches("form[data-quiet]")) return;
  e.preventDefault();
  e.submitter.disabled = true;
  try {
    const r = await fetch(quiet.action, { method: "POST", ...part });
    if (!r.ok) quiet.append(fragment(await r.text()));
  } catch {
    e.submitter.disabled = false;
    say(quiet, words.notSent);
  }
});

// Small forms that are answered in their own place.
document.addEventListener("submit", async (e) => {
  const small = e.target;
  if (!small.matches("form[data-part]")) return;
  e.preventDefault();
  small.querySelector(".failure")?.remove();
  let r, answer;
  try {
    r = await fetch(small.action, { method: "POST", body: new URLSearchParams(new FormData(small, e.submitter)), ...part });
    answer = fragment(await r.text());
  } catch {
    say(small, words.notSent);
    return;
  }
  const gone = r.ok && small.dataset.gone && document.querySelector(small.dataset.gone);
  if (!gone) {
    small.replaceWith(answer);
    return;
  }
  const note = document.createElement("p");
  note.className = "note";
  note.append(answer);
  gone.replaceWith(note);
  if (form) focusBox();
});

// The excerpt beside its number: while the pointer or the focus is on it, and
// until Escape when it was tapped or clicked.
let peek = null;
let pinned = false;

function hidePeek() {
  peek?.remove();
  peek = null;
  pinned = false;
}

function showPeek(chip) {
  const card = document.getElementById(chip.hash.slice(1));
  if (!card) return;
  hidePeek();
  peek = document.createElement("div");
  peek.className = "peek";
  const copy = card.cloneNode(true);
  copy.removeAttribute("id");
  const list = document.createElement("ol");
  list.className = "cards";
  list.append(copy);
  peek.append(list);
  peek.setAttribute("role", "group");
  peek.setAttribute("aria-label", chip.getAttribute("aria-label"));
  chip.after(peek);
  const at = chip.getBoundingClientRect();
  const box = peek.offsetParent.getBoundingClientRect();
  const left = Math.min(Math.max(at.left - 20, 8), document.documentElement.clientWidth - peek.offsetWidth - 8);
  const below = at.bottom + 8 + peek.offsetHeight < innerHeight || at.top < peek.offsetHeight + 8;
  peek.style.left = left - box.left + "px";
  peek.style.top = (below ? at.bottom + 6 : at.top - peek.offsetHeight - 6) - box.top + "px";
  const quote = peek.querySelector("blockquote");
  quote.tabIndex = 0;
  const said = quote.querySelector(".said");
  if (said) quote.scrollTop = said.offsetTop - quote.offsetTop - 30;
  peek.addEventListener("mouseleave", () => pinned || hidePeek());
}

// Where there is room the card itself is marked instead of being copied.
let marked = null;

function markHere(chip) {
  marked?.classList.remove("here");
  marked = chip ? document.getElementById(chip.hash.slice(1)) : null;
  marked?.classList.add("here");
}

document.addEventListener("mouseover", (e) => {
  const chip = e.target.closest?.(".chip");
  if (roomy.matches) markHere(chip);
  else if (chip && !pinned) showPeek(chip);
  else if (peek && !pinned && !peek.contains(e.target)) hidePeek();
});
document.addEventListener("focusin", (e) => {
  if (roomy.matches) markHere(e.target.matches(".chip") && e.target);
  else if (e.target.matches(".chip:focus-visible")) showPeek(e.target);
  else if (peek && !peek.contains(e.target)) hidePeek();
});
document.addEventListener("click", (e) => {
  const chip = e.target.closest?.(".chip");
  if (chip && !e.ctrlKey && !e.metaKey) {
    e.preventDefault();
    const title = roomy.matches && document.getElementById(chip.hash.slice(1))?.querySelector(".title");
    if (title) {
      openPane(title).then(() => (opener = chip));
      return;
    }
    showPeek(chip);
    pinned = true;
  } else if (peek && !peek.contains(e.target)) hidePeek();
});
document.addEventListener("keydown", (e) => {
  if (e.key === "Escape") hidePeek();
});

// The page that is printed asks for that itself, with nothing folded.
for (const button of document.querySelectorAll("[data-printing]")) {
  button.addEventListener("click", () => print());
}
addEventListener("beforeprint", () => document.querySelectorAll(".printed details").forEach((d) => (d.open = true)));

// Light or dark shows at once; the form beside it keeps it.
document.querySelector(".display [name=theme]")?.addEventListener("change", (e) => {
  if (e.target.value) document.documentElement.dataset.theme = e.target.value;
  else delete document.documentElement.dataset.theme;
});
// One menu is open at a time, and none once something else is pressed.
document.addEventListener("click", (e) => {
  document.querySelectorAll(".menu[open]").forEach((menu) => menu.contains(e.target) || (menu.open = false));
});
document.addEventListener("keydown", (e) => {
  if (e.key !== "Escape") return;
  document.querySelectorAll(".menu[open]").forEach((menu) => {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  });
});
