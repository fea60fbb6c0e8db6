// What the page does better with a script: it asks without leaving the page,
// shows answers as they grow and an excerpt beside its number. All HTML comes
// from the server, made by the templates that make the page without a script.
"use strict";

const part = { headers: { "X-Footnote-Part": "1" } };
const talk = document.querySelector(".talk");
const form = document.querySelector("form.ask");

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
  events.addEventListener("reply", (e) => at.replaceChildren(fragment(e.data)));
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
    say(at, "The answer could not be fetched. Loading the page again may help.");
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
    const r = await fetch("/ask", { method: "POST", body: new URLSearchParams(data), ...part });
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
    form.elements.question.placeholder = "Ask on: “and in 2016?”";
    last.scrollIntoView({ block: "start" });
  } catch {
    trouble.textContent = "The question could not be sent. Is the connection up? It is still in the box.";
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
    say(small, "This could not be sent. Is the connection up?");
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

document.addEventListener("mouseover", (e) => {
  const chip = e.target.closest?.(".chip");
  if (chip && !pinned) showPeek(chip);
  else if (peek && !pinned && !peek.contains(e.target)) hidePeek();
});
document.addEventListener("focusin", (e) => {
  if (e.target.matches(".chip:focus-visible")) showPeek(e.target);
  else if (peek && !peek.contains(e.target)) hidePeek();
});
document.addEventListener("click", (e) => {
  const chip = e.target.closest?.(".chip");
  if (chip && !e.ctrlKey && !e.metaKey) {
    e.preventDefault();
    showPeek(chip);
    pinned = true;
  } else if (peek && !peek.contains(e.target)) hidePeek();
});
document.addEventListener("keydown", (e) => {
  if (e.key === "Escape") hidePeek();
});
