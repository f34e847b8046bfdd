// The findings and what was decided on them; nothing here touches the page but to read its data.

const data = JSON.parse(document.getElementById("data").textContent);
const findings = data.files.flatMap((file, at) =>
  file.findings.map((each, index) => {
    const draft = each.suggestions[0] ?? null;
    const fresh = { verdict: "open", draft, replacement: null, comment: "" };
    return Object.assign(each, { file, at: at + 1, number: index + 1, ...fresh });
  }),
);

const wordsOf = (finding) => finding.file.raw.slice(finding.from, finding.to);

const writes = (finding) => finding.verdict === "accept" && finding.replacement !== null;

// Markup inside the words, or markup that would be left empty, is for a person in the file itself.
const writable = (finding, text) => finding.prose && text !== null && !(text === "" && finding.fills);

const isOpen = (finding) => finding.verdict === "open";

const proposed = (finding) => finding.suggestions[0] ?? null;

const isEdited = (finding) => finding.draft !== proposed(finding);

// The accepted correction that has changed these words already.
function coveredBy(finding) {
  const overlaps = (other) => other !== finding && writes(other) && other.from < finding.to && finding.from < other.to;
  return finding.file.findings.find(overlaps);
}

function decide(finding, verdict) {
  finding.verdict = verdict;
  finding.replacement = null;
  if (verdict === "accept" && writable(finding, finding.draft) && !coveredBy(finding)) finding.replacement = finding.draft;
}

// As `mtaudit apply` writes it.
function written(file, text) {
  const inAscii = (unit) => (unit > "\x7f" ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}` : unit);
  const way = (unit) => file.escapes[unit] ?? (file.ascii ? inAscii(unit) : unit);
  return text.split("").map(way).join("").replaceAll("\n", file.lineEnd);
}

function corrected(file) {
  let end = 0;
  let text = "";
  for (const each of file.findings.filter(writes).sort((one, other) => one.from - other.from)) {
    text += file.raw.slice(end, each.from) + written(file, each.replacement);
    end = each.to;
  }
  return text + file.raw.slice(end);
}

function decisions() {
  const decided = (each) => !isOpen(each) || each.comment || isEdited(each);
  const files = data.files.map((file) => ({
    path: file.path,
    sha256: file.sha256,
    decisions: file.findings.filter(decided).map((each) => ({
      rule: each.rule,
      start: each.start,
      end: each.end,
      text: wordsOf(each),
      verdict: each.verdict,
      replacement: isOpen(each) && isEdited(each) ? each.draft : each.replacement,
      comment: each.comment,
    })),
  }));
  return { version: data.version, files: files.filter((file) => file.decisions.length) };
}

// Takes decisions over; gives how many were and how many are about something else.
function restore(saved) {
  let taken = 0;
  let strange = 0;
  for (const stored of saved.files) {
    const file = data.files.find((each) => each.path === stored.path && each.sha256 === stored.sha256);
    for (const each of stored.decisions) {
      const finding = file?.findings.find((one) => one.rule === each.rule && one.start === each.start && one.end === each.end);
      if (finding && takeOver(finding, each)) taken += 1;
      else strange += 1;
    }
  }
  return { taken, strange };
}

function takeOver(finding, stored) {
  const text = typeof stored.replacement === "string" ? stored.replacement : null;
  if (!["accept", "reject", "open"].includes(stored.verdict)) return false;
  if (stored.verdict === "accept" && text !== null && coveredBy(finding)) return false;
  if (text !== null) finding.draft = text;
  decide(finding, stored.verdict);
  if (text === null) finding.replacement = null;
  finding.comment = typeof stored.comment === "string" ? stored.comment : "";
  return true;
}
