// Keeping decisions in the browser, saving them and the corrected texts to files, and loading decisions again.

const STORE = `mtaudit:${data.key}`;
const TITLE = document.title;

let kept = true;
let saved = true;

// A page from disk may have no storage: then only the file holds the decisions.
function keep() {
  saved = false;
  try {
    localStorage.setItem(STORE, JSON.stringify(decisions()));
  } catch {
    kept = false;
  }
}

function recall() {
  try {
    const stored = localStorage.getItem(STORE);
    if (stored) restore(JSON.parse(stored));
  } catch {
    kept = false;
  }
}

function forget() {
  try {
    localStorage.removeItem(STORE);
  } catch {
    kept = false;
  }
}

function download(text, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function saveDecisions() {
  download(JSON.stringify(decisions(), null, 2) + "\n", "decisions.json", "application/json");
  saved = true;
  say("The decisions are in decisions.json.");
}

const fileOf = (element) => data.files[element.closest("section.file").dataset.file - 1];

async function copyText(file, button) {
  try {
    await navigator.clipboard.writeText(corrected(file));
    tell(button, "Copied");
  } catch {
    say("The browser does not allow it; save the file.", { loud: true });
  }
}

function tell(button, text) {
  const before = button.textContent;
  button.textContent = text;
  say(text);
  setTimeout(() => {
    button.textContent = before;
  }, 2500);
}

async function load(file) {
  try {
    const { taken, strange } = restore(JSON.parse(await file.text()));
    return `${taken} decisions were loaded${strange ? `, ${strange} are about another text or overlap and were left out` : ""}.`;
  } catch {
    return `${file.name} is no file of decisions.`;
  }
}

addEventListener("beforeunload", (event) => {
  if (!kept && !saved) event.preventDefault();
});
