// The difference of two short texts by words, for corrections that the reviewer wrote.

const LONGEST = 400;

function tokens(text) {
  return text.match(/\s+|[\p{L}\p{N}_]+(?:[.,'’-][\p{L}\p{N}_]+)*|[^\s]/gu) ?? [];
}

// Pairs [old, new], equal where nothing changes.
function changes(old, fresh) {
  const before = tokens(old);
  const after = tokens(fresh);
  if (before.length > LONGEST || after.length > LONGEST) return [[old, fresh]];
  const common = lengths(before, after);
  const found = [];
  let i = 0;
  let k = 0;
  while (i < before.length || k < after.length) {
    if (i < before.length && k < after.length && before[i] === after[k]) found.push([before[i++], after[k++]]);
    else if (k >= after.length || (i < before.length && common[i + 1][k] >= common[i][k + 1])) found.push([before[i++], ""]);
    else found.push(["", after[k++]]);
  }
  return joined(found);
}

// common[i][k]: how many tokens before[i..] and after[k..] have in common.
function lengths(before, after) {
  const common = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let k = after.length - 1; k >= 0; k -= 1)
      common[i][k] = before[i] === after[k] ? common[i + 1][k + 1] + 1 : Math.max(common[i + 1][k], common[i][k + 1]);
  return common;
}

// Neighbours of a kind become one; lone white space between two changes is part of them.
function joined(found) {
  const parts = [];
  found.forEach(([old, fresh], at) => {
    const last = parts.at(-1);
    const bridges = old === fresh && !old.trim() && last && last[0] !== last[1] && found[at + 1]?.[0] !== found[at + 1]?.[1];
    if (last && ((last[0] === last[1]) === (old === fresh) || bridges)) {
      last[0] += old;
      last[1] += fresh;
    } else parts.push([old, fresh]);
  });
  return parts;
}

function element(tag, text, className = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

// What to show of a change in the line, or of one side of it.
function shown(parts, { old = true, fresh = true } = {}) {
  return parts.flatMap(([before, after]) => {
    if (before === after) return [document.createTextNode(before)];
    const nodes = [];
    if (old && before) nodes.push(element("del", before));
    if (fresh && after) nodes.push(element("ins", after));
    return nodes;
  });
}
