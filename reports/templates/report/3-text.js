// The findings in the text: their marks, and the corrections as they are accepted.

for (const section of document.querySelectorAll("section.file")) {
  const file = data.files[section.dataset.file - 1];
  file.section = section;
  for (const each of file.findings) Object.assign(each, { marks: [], places: [], inserted: null });
  for (const mark of section.querySelectorAll("mark[data-f]"))
    for (const number of mark.dataset.f.split(" ")) file.findings[number - 1].marks.push(mark);
  for (const place of section.querySelectorAll("[data-r]"))
    for (const number of place.dataset.r.split(" ")) file.findings[number - 1].places.push(place);
}

const under = (mark) => {
  const file = data.files[mark.closest("section").dataset.file - 1];
  return mark.dataset.f.split(" ").map((number) => file.findings[number - 1]);
};

function markText(finding) {
  finding.inserted?.remove();
  finding.inserted = null;
  if (writes(finding) && finding.replacement) {
    finding.inserted = element("ins", finding.replacement);
    finding.inserted.dir = "auto";
    finding.marks.at(-1).after(finding.inserted);
  }
  for (const mark of finding.marks) {
    const all = under(mark);
    mark.classList.toggle("gone", all.some(writes));
    mark.classList.toggle("accepted", all.every((each) => each.verdict === "accept"));
    mark.classList.toggle("rejected", all.every((each) => each.verdict === "reject"));
    mark.classList.toggle("filtered", all.every((each) => each.card.hidden));
  }
  const block = finding.marks[0].closest("article > *");
  block.classList.toggle("emptied", ![...block.childNodes].some(stays));
}

const stays = (node) => node.textContent.trim() && node.nodeName !== "SUP" && !node.classList?.contains("gone");

function pointOut(finding, on) {
  for (const mark of finding.marks) mark.classList.toggle("current", on);
  for (const place of finding.places) place.classList.toggle("related", on);
  finding.inserted?.classList.toggle("current", on);
}
