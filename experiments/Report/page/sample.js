"use strict";

// The section with the id sample: what is typed, slid or linked to becomes a state, and the state is shown.
(() => {
  const byId = id => document.getElementById(id);
  const data = JSON.parse(byId("formulas").textContent);
  const formats = Sample.formatsOf(data);
  const fields = { x: byId("sample-x"), label: byId("sample-label"), format: byId("sample-format"), loss: byId("sample-loss") };
  const slide = byId("sample-slide");
  const TITLES = {
    sigmoid: "sigmoid σ(x)", clip: "clipped to [ε, 1 − ε]", logit: "its logit, log(p / (1 − p))", loss: "loss",
    gradient: "gradient in x",
  };
  const MISSING = {
    clip: "this loss clips no probability", logit: "this loss is given x itself", loss: "an objective: a gradient without a value",
    gradient: "a metric: a value without a gradient",
  };
  // A step is held against its own formula, a quantity against the true function of x.
  const STEP_COLUMNS = ["step", "expression", "value", "bits", "the formula exactly", "error in ulps"];
  const QUANTITY_COLUMNS = ["quantity", "value", "bits", "exactly", "error in ulps", "so"];

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  // Roles are written out, since a table that is laid out as blocks loses them in some browsers.
  const cell = (name, text, column, isNumber) => {
    const made = element(name, { textContent: text, className: isNumber ? "sample-number" : "" });
    made.setAttribute("role", name === "td" ? "cell" : column === undefined ? "rowheader" : "columnheader");
    if (name === "td" && column) {
      made.dataset.name = column;
    }

    return made;
  };
  const row = (...cells) => {
    const made = element("tr", {}, ...cells);
    made.setAttribute("role", "row");
    return made;
  };
  const table = (caption, columns, rows) => {
    const heads = columns.map(name => Object.assign(cell("th", name, name), { scope: "col" }));
    const parts = [element("thead", {}, row(...heads)), element("tbody", {}, ...rows)];
    parts.forEach(part => part.setAttribute("role", "rowgroup"));
    const made = element("table", {}, element("caption", { textContent: caption }), ...parts);
    made.setAttribute("role", "table");
    return made;
  };
  const named = (text, isNumber) => Object.assign(cell("th", text, undefined, isNumber), { scope: "row" });

  const quantityRows = (quantities, loss) => Object.keys(TITLES).map(name => {
    const one = quantities.find(quantity => quantity.name === name);
    if (!one) {
      const missing = cell("td", `none: ${MISSING[name]}`);
      missing.colSpan = QUANTITY_COLUMNS.length - 1;
      return row(named(TITLES[name]), missing);
    }

    const title = name === "sigmoid" ? `${TITLES[name]}, form ${loss.form}` : TITLES[name];
    const numbers = [one.text, one.bits, one.exact, one.ulps].map((text, i) => cell("td", text, QUANTITY_COLUMNS[i + 1], true));
    return row(named(title), ...numbers, cell("td", one.verdict));
  });

  const stepRows = steps => steps.flatMap(step => {
    const cells = [step.expression, step.text, step.bits, step.exactText, step.ulps];
    const made = row(named(`#${step.number}`, true), ...cells.map((text, i) => cell("td", text, i === 0 ? "" : STEP_COLUMNS[i + 1], true)));
    if (!step.note) {
      return [made];
    }

    made.className = "sample-noted";
    const note = cell("td", step.note);
    note.colSpan = STEP_COLUMNS.length - 1;
    return [made, Object.assign(row(cell("td", ""), note), { className: "sample-note" })];
  });

  const isOpen = { loss: true, gradient: false };
  const stepsOf = quantity => {
    const steps = table(`The steps of the ${quantity.name}`, STEP_COLUMNS, stepRows(quantity.steps));
    steps.caption.className = "sample-hidden";
    const made = element(
      "details", { open: isOpen[quantity.name] },
      element("summary", { textContent: `The ${quantity.name} in ${quantity.steps.length} step${quantity.steps.length === 1 ? "" : "s"}` }),
      steps);
    made.addEventListener("toggle", () => {
      isOpen[quantity.name] = made.open;
    });
    return made;
  };

  const texts = () => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value.trim()]));

  const exactX = (format, x) => Formats.isFinite(x) ? `, exactly ${Digits.significant(Formats.dyadic(x), Exact.ONE, 20)}` : "";

  /** That x is not what was typed, where its own digits do not read like it. */
  const rounded = (text, { format, x }) => {
    const [typed, shown] = [text, Digits.shortest(format, x)].map(Digits.parse);
    const isSame = !typed || !shown || Exact.compare(Exact.multiply(typed.x, shown.y), Exact.multiply(shown.x, typed.y)) === 0;
    return isSame ? "" : `${text} is rounded to a number of ${format.name}. `;
  };

  const say = problems => {
    const said = byId("sample-said");
    said.textContent = problems.join("\n");
    said.hidden = problems.length === 0;
  };

  /** Shows the state of the form; problems of the link it came from are said too. */
  const show = (linked = []) => {
    const given = { ...texts(), ...pending };
    const state = Sample.understand(data, formats, given);
    say([...linked, ...state.problems]);
    const isWhole = Boolean(state.format && state.loss && state.label && state.x);
    byId("sample-result").hidden = !isWhole;
    for (const name of Object.keys(fields)) {
      fields[name].setAttribute("aria-invalid", String(!state[name]));
    }

    for (const label of ["0", "1"]) {
      byId(`sample-label-${label}`).setAttribute("aria-pressed", String(given.label === label));
    }

    if (!isWhole) {
      return;
    }

    const quantities = Sample.quantities(data, formats, state);
    byId("sample-summary").textContent = [
      `${rounded(given.x, state)}x is ${Digits.shortest(state.format, state.x)}, `
        + `${state.format.hexOf(state.x)}${exactX(state.format, state.x)}.`,
      ...quantities.filter(({ name }) => name === "loss" || name === "gradient").map(({ name, text, exact, verdict }) =>
        `The ${name} is ${text}, ${state.loss.isCrossEntropy ? "" : "by its formula "}exactly ${exact || "unknown"}: ${verdict}`),
    ].join("\n");
    byId("sample-quantities").replaceChildren(table("What becomes of x", QUANTITY_COLUMNS, quantityRows(quantities, state.loss)));
    byId("sample-steps").replaceChildren(...quantities.filter(({ name }) => name in isOpen).map(stepsOf));
    byId("sample-link").href = Sample.write(given);
    byId("sample-command").textContent =
      `experiments explain --x=${given.x} --loss ${given.loss} --label ${given.label} --format ${given.format}`;
    if (document.activeElement !== slide && !state.x.isNaN) {
      slide.value = state.x.isInfinite ? (state.x.s ? slide.min : slide.max) : given.x;
    }
  };

  // What a link says of the two lists and they do not have.
  let pending = {};

  /** Takes over what a link says. */
  const restore = hash => {
    const { texts: linked, problems } = Sample.read(hash);
    pending = {};
    for (const [name, field] of Object.entries(fields)) {
      field.value = linked[name];
      if (field.value !== linked[name]) {
        pending[name] = linked[name];
      }
    }

    show(problems);
    if (Sample.isState(hash)) {
      byId("sample").scrollIntoView();
    }
  };

  // Browsers refuse an address that changes with each move of the slide.
  const PAUSE = 300;
  let waiting;

  /** Shows what a reader changed, and keeps it in the address. */
  const change = name => {
    delete pending[name];
    show();
    clearTimeout(waiting);
    waiting = setTimeout(() => history.replaceState(null, "", Sample.write({ ...texts(), ...pending })), PAUSE);
  };

  const set = (name, value) => {
    fields[name].value = value;
    change(name);
  };

  const step = direction => {
    const { format, x } = Sample.understand(data, formats, { ...texts(), ...pending });
    if (format && x) {
      set("x", Digits.shortest(format, Sample.neighbour(format, x, direction)));
    }
  };

  fields.format.append(...data.choices.map(name => element("option", { value: name, textContent: name })));
  fields.loss.append(...data.losses.map(({ name, framework, versions }) =>
    element("option", { value: name, textContent: `${name}: ${framework}${versions ? `, ${versions}` : ""}` })));
  byId("sample-form").addEventListener("submit", event => event.preventDefault());
  Object.entries(fields).forEach(([name, field]) => field.addEventListener("input", () => change(name)));
  slide.addEventListener("input", () => set("x", String(Number(slide.value))));
  byId("sample-below").addEventListener("click", () => step(-1));
  byId("sample-above").addEventListener("click", () => step(1));
  ["0", "1"].forEach(label => byId(`sample-label-${label}`).addEventListener("click", () => set("label", label)));
  window.addEventListener("hashchange", () => {
    clearTimeout(waiting);
    if (Sample.isState(location.hash)) {
      restore(location.hash);
    }
  });
  restore(Sample.isState(location.hash) ? location.hash : "");
})();
