'use strict';
document.documentElement.classList.add('js');

// Light and dark: what the system asks for until the button is pressed.
(() => {
  const root = document.documentElement;
  const button = document.getElementById('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const show = () => {
    button.setAttribute('aria-pressed', String(isDark()));
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    show();
  });
  system.addEventListener('change', show);
  show();
})();

// A cell's text as the CSV has it.
const textOf = cell => cell.querySelector('data')?.value ?? cell.textContent;

// Numbers by value: -inf first, then inf, what is no number, and empty cells last.
const keyOf = text => {
  const infinity = text === 'inf' ? 1 : text === '-inf' ? -1 : 0;
  const exact = infinity || text === '' ? null : Digits.parse(text);
  return infinity ? [0, infinity * Infinity, null] : exact ? [0, Number(text), exact] : [text === '' ? 2 : 1, text, null];
};

// All digits count, where a double has no room for them.
const compare = (a, b) => {
  const [one, other] = [a, b].map(keyOf);
  const [p, q] = [one[2], other[2]];
  return one[0] - other[0] || (one[0] > 0 ? a.localeCompare(b, 'en', { numeric: true }) : one[1] < other[1] ? -1 : one[1] > other[1] ? 1
    : p && q ? Exact.compare(Exact.multiply(p.x, q.y), Exact.multiply(q.x, p.y))
    : p ? -Math.sign(other[1]) : q ? Math.sign(one[1]) : 0);
};

for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => head.querySelector('button').addEventListener('click', () => {
    const isDown = head.getAttribute('aria-sort') === 'ascending';
    heads.forEach(other => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
    const rows = [...body.rows].map(row => [textOf(row.cells[column]), row]);
    rows.sort((a, b) => {
      const isEmpty = (a[0] === '') - (b[0] === '');
      return isEmpty || (isDown ? compare(b[0], a[0]) : compare(a[0], b[0]));
    });
    body.append(...rows.map(row => row[1]));
  }));
}

for (const filter of document.querySelectorAll('.filter')) {
  const table = document.getElementById(filter.dataset.for);
  const [search, count] = [filter.querySelector('input'), filter.querySelector('.count')];
  const choices = [...filter.querySelectorAll('select')];
  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(word => word);
    const rows = [...table.tBodies[0].rows];
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      const isChosen = choices.every(choice => choice.value === '' || textOf(row.cells[choice.dataset.column]) === choice.value);
      row.hidden = !(isChosen && words.every(word => text.includes(word)));
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = `${shown} of ${rows.length} rows`;
  };
  search.addEventListener('input', show);
  choices.forEach(choice => choice.addEventListener('change', show));
  show();
}
