// Which findings are shown.

const filter = document.getElementById("filter");

const isShown = (finding) => !finding.card.hidden;

function passes(finding, wanted) {
  const { severities, verdict, category, rule, file, search } = wanted;
  const state = !verdict || (verdict === "comment" ? finding.comment : finding.verdict === verdict);
  return (
    severities.has(finding.severity) &&
    state &&
    (!category || finding.category === category) &&
    (!rule || finding.rule === rule) &&
    (!file || finding.at === Number(file)) &&
    (!search || searchable(finding).includes(search))
  );
}

function searchable(finding) {
  finding.message ??= finding.card.querySelector(".message").textContent;
  const { rule, message, suggestions, draft, comment } = finding;
  return [rule, message, wordsOf(finding), ...suggestions, draft, comment].join("\n").toLowerCase();
}

function applyFilter() {
  const form = new FormData(filter);
  const wanted = Object.fromEntries(["verdict", "category", "rule", "file"].map((name) => [name, form.get(name) ?? ""]));
  wanted.severities = new Set(form.getAll("severity"));
  wanted.search = form.get("search").trim().toLowerCase();
  for (const each of findings) each.card.hidden = !passes(each, wanted);
  for (const mark of document.querySelectorAll("mark[data-f]")) mark.classList.toggle("filtered", !under(mark).some(isShown));
  for (const file of data.files) {
    file.section.hidden = Boolean(wanted.file) && data.files[wanted.file - 1] !== file;
    const nothing = file.section.querySelector(".nothing");
    if (nothing) nothing.hidden = file.findings.some(isShown);
  }
  const count = findings.filter(isShown).length;
  document.getElementById("filtered").textContent = count === findings.length ? "" : ` (${count})`;
  say(`${count} of ${findings.length} findings shown`);
}

filter.addEventListener("input", applyFilter);
filter.addEventListener("reset", () => setTimeout(applyFilter));
filter.addEventListener("submit", (event) => event.preventDefault());

// The next finding that is shown, in a direction from the current one; without one, the first or last.
function step(by) {
  let at = current ? findings.indexOf(current) + by : by > 0 ? 0 : findings.length - 1;
  while (findings[at] && !isShown(findings[at])) at += by;
  if (findings[at]) select(findings[at]);
  else say(by > 0 ? "This is the last finding." : "This is the first finding.");
}
