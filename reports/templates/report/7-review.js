// What buttons and keys do.

const help = document.getElementById("help");
const loader = document.getElementById("load");
const singleKeys = document.getElementById("keys");

function changed(...all) {
  for (const each of all) {
    showCard(each);
    markText(each);
  }
  if (current) {
    pointOut(current, true);
    showControls();
  }
  document.getElementById("decided").textContent = findings.length - findings.filter(isOpen).length;
}

function judge(finding, verdict) {
  const blocker = verdict === "accept" && finding.verdict !== "accept" && coveredBy(finding);
  if (blocker) return say(`Finding ${blocker.number} has changed these words already; take that back first.`, { loud: true });
  decide(finding, finding.verdict === verdict ? "open" : verdict);
  keep();
  changed(finding);
  const by = byHand(finding) ? ", to be corrected by hand" : "";
  return say(`Finding ${finding.number}: ${SAID[finding.verdict] || "open again"}${by}`);
}

function write(text) {
  current.draft = text === "" && !current.suggestions.length ? null : text;
  if (current.verdict === "accept") decide(current, "accept");
  keep();
  changed(current);
}

function acceptSafe() {
  const open = findings.filter((each) => each.safe && isShown(each) && isOpen(each));
  const done = open.filter((each) => {
    if (!writable(each, each.draft) || coveredBy(each)) return false;
    decide(each, "accept");
    return true;
  });
  keep();
  changed(...done);
  say(`${done.length} safe corrections were accepted.`, { loud: true });
}

function clear() {
  if (!confirm("Forget all decisions on this page? A file that you saved stays.")) return;
  for (const each of findings) {
    decide(each, "open");
    each.draft = proposed(each);
    each.comment = "";
  }
  forget();
  changed(...findings);
}

function edit(field) {
  if (!current) return;
  if (field === comment) openRemark(true);
  if (field.closest(".field").hidden) return;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

function toggle(id, button, open = document.getElementById(id).hidden) {
  document.getElementById(id).hidden = !open;
  button.setAttribute("aria-expanded", open);
}

const actions = {
  next: () => step(1),
  previous: () => step(-1),
  accept: () => current && judge(current, "accept"),
  reject: () => current && judge(current, "reject"),
  edit: () => edit(correction),
  comment: (button) => (button && !remark.hidden && !comment.value ? openRemark(false) : edit(comment)),
  take(button) {
    correction.value = current.suggestions[button.dataset.index];
    write(correction.value);
  },
  save: saveDecisions,
  help: () => help.showModal(),
  filter: (button) => toggle("filter", button),
  more: (button) => toggle("more", button),
  load: () => loader.click(),
  clear,
  "accept-safe": acceptSafe,
  "copy-text": (button) => copyText(fileOf(button), button),
  "save-text": (button) => download(corrected(fileOf(button)), fileOf(button).name, "text/plain"),
};

addEventListener("click", ({ target }) => {
  const button = target.closest("[data-do]");
  if (button) return actions[button.dataset.do](button);
  const link = target.closest("sup a, a.number");
  const number = link?.hash.match(/^#[fm](\d+)-(\d+)$/);
  const mark = target.closest("mark[data-f]");
  const card = target.closest(".card");
  if (number) select(data.files[number[1] - 1].findings[number[2] - 1], { focus: link.matches("sup a") });
  else if (mark) selectUnder(mark);
  else if (card && findings[card.dataset.index] !== current) select(findings[card.dataset.index]);
});

// Where findings overlap, each click takes the next of them.
function selectUnder(mark) {
  const shownOnes = under(mark).filter(isShown);
  if (shownOnes.length) select(shownOnes[(shownOnes.indexOf(current) + 1) % shownOnes.length]);
}

const TYPED = "textarea, select, input[type=search]";

const keys = { j: "next", k: "previous", a: "accept", r: "reject", e: "edit", c: "comment", s: "save", "?": "help" };

addEventListener("keydown", (event) => {
  if (event.target === correction && event.key === "Enter" && (event.ctrlKey || event.metaKey)) return finishEdit(event);
  if (event.target.matches("textarea") && event.key === "Escape") return current.card.focus();
  if (event.ctrlKey || event.metaKey || event.altKey || help.open || event.target.matches(TYPED)) return;
  const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (arrow && event.target.closest(".card")) {
    event.preventDefault();
    return step(arrow);
  }
  if (!singleKeys.checked) return;
  const choice = current && controls.querySelector(`#alternatives button:nth-child(${Number(event.key) || 0})`);
  if (event.key === "/") openSearch(event);
  else if (choice) choice.click();
  else if (Object.hasOwn(keys, event.key)) {
    event.preventDefault();
    actions[keys[event.key]]();
  }
});

function finishEdit(event) {
  event.preventDefault();
  if (current.verdict !== "accept") judge(current, "accept");
  current.card.focus();
}

function openSearch(event) {
  event.preventDefault();
  toggle("filter", document.querySelector("[data-do=filter]"), true);
  filter.elements.search.focus();
}

correction.addEventListener("input", () => write(correction.value));
comment.addEventListener("input", () => {
  current.comment = comment.value;
  keep();
  showCard(current);
});
loader.addEventListener("change", async () => {
  const [file] = loader.files;
  loader.value = "";
  const told = await load(file);
  keep();
  changed(...findings);
  say(told, { loud: true });
});
document.getElementById("views").addEventListener("change", ({ target }) => {
  document.body.className = `view-${target.value}`;
});

new ResizeObserver(([bar]) => {
  document.documentElement.style.setProperty("--bar", `${bar.target.offsetHeight}px`);
}).observe(document.querySelector(".toolbar"));
recall();
changed(...findings.filter((each) => !isOpen(each) || each.comment || isEdited(each)));
document.documentElement.dataset.ready = "yes";
