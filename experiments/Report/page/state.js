"use strict";

// One sample: what a link or a form says, what is wrong with it in words, and the quantities that follow.
const Sample = (() => {
  const X = Exact;
  const USUAL = { x: "16.63", loss: "keras-2.2.4", label: "1", format: "float32" };
  const QUANTITIES = ["sigmoid", "clip", "logit", "loss", "gradient"];
  const LONGEST = 200;
  const SHOWN = 60;
  const WORDS = { INF: "inf", "+INF": "inf", INFINITY: "inf", "-INF": "-inf", "-INFINITY": "-inf", NAN: "nan" };

  const excerpt = text => (text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text);

  /** Whether a hash speaks of a sample, and is no mere place in the page. */
  const isState = hash => hash.includes("=");

  /** The texts of a link, those of the usual state where it is silent, and what in it is not understood. */
  const read = hash => {
    const texts = { ...USUAL };
    const problems = [];
    const seen = new Set();
    for (const part of hash.replace(/^#/, "").split("&").filter(Boolean)) {
      const [name, ...rest] = part.split("=");
      if (!Object.hasOwn(USUAL, name) || rest.length === 0) {
        problems.push(`The link says '${excerpt(part)}', which is none of x=, loss=, label= and format=.`);
      } else if (seen.has(name)) {
        problems.push(`The link gives ${name} twice; the first counts.`);
      } else {
        seen.add(name);
        try {
          texts[name] = decodeURIComponent(rest.join("="));
        } catch {
          texts[name] = rest.join("=");
          problems.push(`The link has a broken character in ${name}=${excerpt(texts[name])}.`);
        }
      }
    }

    return { texts, problems };
  };

  /** The link to a state. */
  const write = texts => `#${Object.keys(USUAL).map(name => `${name}=${encodeURIComponent(texts[name])}`).join("&")}`;

  const parse = text => {
    if (text.length > LONGEST) {
      throw new RangeError(`'${excerpt(text)}' is longer than ${LONGEST} characters.`);
    }

    return Digits.parse(text);
  };

  const readX = (format, text) => {
    const word = WORDS[text.toUpperCase()];
    if (word) {
      return word === "nan" ? Formats.NAN : Formats.infinite(word === "inf" ? 0 : 1);
    }

    const number = parse(text);
    if (!number) {
      throw new RangeError(text === "" ? "A raw output x is needed, such as 16.63."
        : text.startsWith("−") ? `'${excerpt(text)}' begins with a typographic minus; type -${excerpt(text.slice(1))}.`
        : `'${excerpt(text)}' is not a decimal number such as -16.5 or 1e-7, nor inf, -inf or nan.`);
    }

    const x = Formats.signed(format.roundQuotient(number.x, number.y), number.isNegative ? 1 : 0);
    if (x.isInfinite) {
      throw new RangeError(`${excerpt(text)} is not in the range of ${format.name}.`);
    }

    return x;
  };

  const readLabel = text => {
    const number = parse(text);
    if (!number || number.x.m < 0n || X.compare(number.x, number.y) > 0) {
      throw new RangeError(`'${excerpt(text)}' is not a label; labels are numbers from 0 to 1.`);
    }

    return Formulas.reduced(number.x.m, number.y.m);
  };

  /** What the texts stand for: format, loss, x and label, each null where the problems say why. */
  const understand = (data, formats, texts) => {
    const problems = [];
    const attempt = work => {
      try {
        return work();
      } catch (error) {
        if (!(error instanceof RangeError)) {
          throw error;
        }

        problems.push(error.message);
        return null;
      }
    };
    const format = data.choices.includes(texts.format) ? formats[texts.format] : null;
    if (!format) {
      problems.push(`'${excerpt(texts.format)}' is not a format of this page; they are ${data.choices.join(", ")}.`);
    }

    const loss = data.losses.find(one => one.name === texts.loss) ?? null;
    if (!loss) {
      problems.push(`'${excerpt(texts.loss)}' is not a loss of the catalogue; choose one of the list.`);
    }

    const label = attempt(() => readLabel(texts.label));
    const x = attempt(() => readX(format ?? formats.float32, texts.x));
    return { format, loss, label, x, problems };
  };

  /** The formats of the data, ready to compute in. */
  const formatsOf = data => Object.fromEntries(
    Object.entries(data.formats).map(([name, [precision, emax]]) => [name, Formats.create(name, precision, emax)]));

  /** What there is of a loss at x, each with its steps, what it should be, and what became of it in a sentence. */
  const quantities = (data, formats, { format, loss, label, x }) => {
    const explain = root => Formulas.explain(formats, format, data.parts, root, label, x);
    return QUANTITIES.filter(name => loss[name] !== null).map(name => {
      const steps = explain(loss[name]);
      const last = steps[steps.length - 1];
      const isKnown = name in data.true && (loss.isCrossEntropy || !["loss", "gradient"].includes(name));
      const known = isKnown ? explain(data.true[name]) : steps;
      const { exact } = known[known.length - 1];
      return {
        name,
        steps,
        text: last.text,
        bits: last.bits,
        exact: Formulas.exactText(exact),
        ulps: Formulas.ulpsText(format, last.value, exact),
        verdict: Remarks.verdict(format, name, last.value, exact),
      };
    });
  };

  /** The number of a format next to x, above or below; x itself beyond the ends. */
  const neighbour = (format, x, direction) => {
    if (!Formats.isFinite(x)) {
      return x;
    }

    const pattern = format.bitsOf(Formats.signed(x, 0));
    const order = (x.s ? -pattern : pattern) + BigInt(direction);
    const next = format.fromBits(order < 0n ? -order : order);
    return Formats.isFinite(next) ? Formats.signed(next, order < 0n ? 1 : 0) : x;
  };

  return { USUAL, isState, read, write, understand, formatsOf, quantities, neighbour };
})();
