// The list of findings: which is the current one, its controls, and what each shows of its state.

const controls = document.getElementById("controls");
const correction = document.getElementById("correction");
const comment = document.getElementById("comment");
const remark = document.getElementById("remark");
const status = document.getElementById("status");
const SAID = { accept: "accepted", reject: "rejected", open: "" };

let current = null;

findings.forEach((each, index) => {
  each.card = document.getElementById(`f${each.at}-${each.number}`);
  each.card.dataset.index = index;
});

// For those who hear the page; what has to be seen as well is loud.
function say(text, { loud = false } = {}) {
  status.textContent = text;
  status.className = loud ? "toast" : "unseen";
  if (loud) setTimeout(() => status.textContent === text && say(""), 5000);
}

function byHand(finding) {
  return finding.verdict === "accept" && finding.replacement === null;
}

function showCard(finding) {
  finding.card.classList.toggle("accept", finding.verdict === "accept");
  finding.card.classList.toggle("reject", finding.verdict === "reject");
  const said = byHand(finding) ? "accepted, by hand" : SAID[finding.verdict];
  finding.card.querySelector(".verdict").textContent = [said, finding.comment && "commented"].filter(Boolean).join(" · ");
  if (finding.prose) showDiff(finding);
  if (finding === current) showControls();
}

// The correction in the field, against what stands in the text.
function showDiff(finding) {
  const words = wordsOf(finding).replaceAll(/\r\n?/g, "\n");
  const parts = changes(words, finding.draft ?? words);
  const fill = (place, nodes) => finding.card.querySelector(place)?.replaceChildren(...nodes);
  fill(".changes", finding.draft === null ? [element("em", words)] : shown(parts));
  fill(".side .old", shown(parts, { fresh: false }));
  fill(".side .new", shown(parts, { old: false }));
}

function showControls() {
  for (const verdict of ["accept", "reject"])
    controls.querySelector(`[data-do=${verdict}]`).setAttribute("aria-pressed", current.verdict === verdict);
  const blocker = current.verdict === "open" ? coveredBy(current) : null;
  document.getElementById("note").textContent = note(current, blocker);
  if (document.activeElement !== correction) correction.value = current.draft ?? "";
  if (document.activeElement !== comment) comment.value = current.comment;
}

function note(finding, blocker) {
  if (blocker) return `Finding ${blocker.number} has changed these words already.`;
  if (!finding.prose) return "";
  if (finding.draft === null) return "No correction is known: write one, or accept to have it corrected by hand.";
  if (finding.draft === "") return finding.fills ? "" : "An empty correction removes the words.";
  return "";
}

function showAlternatives() {
  const others = current.prose && current.suggestions.length > 1 ? current.suggestions : [];
  const buttons = others.map((text, index) => {
    const button = element("button", `${index + 1} · ${text || "remove it"}`);
    button.type = "button";
    button.dataset.do = "take";
    button.dataset.index = index;
    return button;
  });
  document.getElementById("alternatives").replaceChildren(...buttons);
}

function openRemark(open) {
  remark.hidden = !open;
  controls.querySelector("[data-do=comment]").setAttribute("aria-expanded", open);
}

function select(finding, { focus = true } = {}) {
  if (current) {
    pointOut(current, false);
    current.card.classList.remove("current");
    current.card.removeAttribute("aria-current");
  }
  if (document.activeElement?.closest("#controls")) document.activeElement.blur();
  current = finding;
  if (!finding) return;
  finding.card.classList.add("current");
  finding.card.setAttribute("aria-current", "true");
  finding.card.append(controls);
  controls.hidden = false;
  controls.querySelector(".field").hidden = !finding.prose;
  controls.querySelector("[data-do=edit]").hidden = !finding.prose;
  openRemark(Boolean(finding.comment));
  showAlternatives();
  showControls();
  pointOut(finding, true);
  if (focus) finding.card.focus({ preventScroll: true });
  reveal(finding);
}

// Both the words and the finding come into view; neither moves where it is in view.
function reveal(finding) {
  const list = finding.card.closest("aside");
  if (list.scrollHeight > list.clientHeight) {
    const top = finding.card.offsetTop;
    const bottom = top + finding.card.offsetHeight;
    if (top < list.scrollTop || bottom > list.scrollTop + list.clientHeight) list.scrollTop = top - 12;
  }
  const mark = finding.marks.find((each) => each.getClientRects().length) ?? finding.inserted ?? finding.card;
  const { top, bottom } = mark.getBoundingClientRect();
  const sheet = getComputedStyle(list).position === "fixed" ? list.offsetHeight : 0;
  const ceiling = document.querySelector(".toolbar").offsetHeight + 16;
  const floor = innerHeight - sheet - 16;
  if (top < ceiling || bottom > floor) scrollBy({ top: top - (ceiling + (floor - ceiling) / 3), behavior: "instant" });
}
