"use strict";
// Checks the page against its own seal, and each figure against the evidence that the page carries. Runs before the
// chart is drawn, so that the words it hashes are those that were written. Text is only ever compared, never run.
(function () {
  var written = words();
  var button = document.getElementById("check");
  var told = document.getElementById("checked");
  var copies = {};

  function block(id) {
    var found = document.getElementById(id);
    return found ? found.textContent : "";
  }

  function words() {
    var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    var parts = [];
    while (walker.nextNode()) {
      var over = walker.currentNode.parentNode.nodeName.toLowerCase();
      if (over !== "script" && over !== "style") parts.push(walker.currentNode.data);
    }
    return parts.join("").replace(/[ \t\n\r\f]+/g, "");
  }

  function hash(text) {
    return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)).then(function (bytes) {
      return Array.from(new Uint8Array(bytes), function (one) {
        return one.toString(16).padStart(2, "0");
      }).join("");
    });
  }

  // Offsets count characters as Python does, not halves of them.
  function text_of(report) {
    var whole = new Array(report.length).fill("\u2588");
    report.pieces.forEach(function (piece) {
      Array.from(piece[1]).forEach(function (one, at) { whole[piece[0] + at] = one; });
    });
    return whole;
  }

  function slice(text, span) {
    return text.slice(span.start, span.end).join("");
  }

  var SCALES = { hundred: 1e2, thousand: 1e3, k: 1e3, million: 1e6, m: 1e6, billion: 1e9, bn: 1e9, trillion: 1e12 };

  // The values that the digits of some words may write; words of number are left to "workbench verify".
  function values(said) {
    var numbers = said.match(/\d[\d,]*(?:\.\d+)?/g) || [];
    var scales = [1].concat((said.toLowerCase().match(/[a-z]+/g) || []).map(function (word) {
      return SCALES[word.replace(/s$/, "")];
    }).filter(Boolean));
    if (numbers.length > 1) scales.push(1e3, 1e6, 1e9);
    var found = [];
    numbers.forEach(function (one) {
      scales.forEach(function (scale) { found.push(parseFloat(one.replace(/,/g, "")) * scale); });
    });
    return found;
  }

  function plain(cell) {
    var copy = cell.cloneNode(true);
    copy.querySelectorAll(".by, .sr").forEach(function (one) { one.remove(); });
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function as_shown(figure, faults) {
    var row = document.getElementById(figure.row);
    var copy = copies[figure.row];
    if (!row && !copy) return void faults.push("its row is neither in the page nor in its data");
    if (copy) in_data(figure, copy, faults);
    if (!row) return;
    ["Low", "Stated", "High", "Held by"].forEach(function (name) {
      var cell = row.querySelector('[data-label="' + name + '"]');
      var there = cell ? plain(cell) : "";
      if ((there === "–" ? "" : there) !== figure.shown[name])
        faults.push(name.toLowerCase() + ": the page says “" + there + "”, the evidence “" + figure.shown[name] + "”");
    });
    var first = row.querySelector("th");
    if (!first || first.textContent.indexOf(figure.shown.Bound) < 0) faults.push("the page does not say “" + figure.shown.Bound + "”");
  }

  // The rows of the data for download, by the row of the page that they stand for.
  function rows_of_data() {
    var sheet = JSON.parse(block("data")).sheets.figures;
    var found = {};
    sheet.rows.forEach(function (row) {
      var one = {};
      sheet.head.forEach(function (name, at) { one[name] = row[at]; });
      found[one.Row] = one;
    });
    return found;
  }

  function in_data(figure, copy, faults) {
    var wanted = { Low: figure.low, Stated: figure.best, High: figure.high, "Held by": figure.shown["Held by"] };
    Object.keys(wanted).forEach(function (name) {
      if (copy[name] !== wanted[name])
        faults.push(name.toLowerCase() + ": the data say “" + copy[name] + "”, the evidence “" + wanted[name] + "”");
    });
  }

  function in_its_words(figure, text, faults) {
    var said = slice(text, figure.words);
    if (figure.phrase !== null && said !== figure.phrase) faults.push("the words at its place are “" + said.slice(0, 60) + "”");
    var read = values(said);
    if (read.length)
      [figure.low, figure.best, figure.high].forEach(function (end) {
        if (end !== null && !read.some(function (one) { return Math.abs(one - end) <= 1e-4 * Math.abs(end); }))
          faults.push("its words do not say " + end);
      });
    if (figure.claimant !== null && (!figure.named || !slice(text, figure.named).trim() || slice(text, figure.named).indexOf("\u2588") >= 0))
      faults.push("no words that name its holder are in the page");
    return hash(said).then(function (found) {
      if (found !== figure.sha256) faults.push("the words it cites are not those that were read");
    });
  }

  function check_figure(figure, texts) {
    var faults = [];
    as_shown(figure, faults);
    var text = texts[figure.report_id] || [];
    var at_hand = slice(text, figure.words).indexOf("\u2588") < 0;
    return Promise.resolve(at_hand ? in_its_words(figure, text, faults) : null).then(function () {
      return { row: figure.row, at_hand: at_hand, faults: faults };
    });
  }

  function check_seal(seal) {
    var names = { evidence: "the evidence", data: "the data for download", "spec-wide": "the chart’s data", "spec-narrow": "the small chart’s data", issue: "what it tells the issue after it", claimreview: "the claims for other programs", stix: "the bundle for other programs" };
    var parts = Object.keys(names).map(function (id) {
      return hash(block(id)).then(function (found) { return found === seal[id] ? null : names[id] + " was changed"; });
    });
    parts.push(hash(written).then(function (found) { return found === seal.words ? null : "the words of the page were changed"; }));
    return Promise.all(parts).then(function (all) { return all.filter(Boolean); });
  }

  function check() {
    var seal = JSON.parse(block("seal"));
    var evidence = JSON.parse(block("evidence"));
    var texts = {};
    copies = rows_of_data();
    Object.keys(evidence.reports).forEach(function (id) { texts[id] = text_of(evidence.reports[id]); });
    return Promise.all([check_seal(seal), Promise.all(evidence.figures.map(function (one) { return check_figure(one, texts); }))]);
  }

  function say(tag, text, into) {
    var made = document.createElement(tag);
    made.textContent = text;
    into.appendChild(made);
    return made;
  }

  function show(found) {
    var faulty = found[1].filter(function (one) { return one.faults.length; });
    var absent = found[1].filter(function (one) { return !one.at_hand; }).length;
    var held = found[1].filter(function (one) { return one.at_hand && !one.faults.length; }).length;
    told.textContent = "";
    var outcome = found[0].length || faulty.length ? "bad" : absent ? "open" : "good";
    told.className = outcome;
    say("p", { good: "✓ ", open: "? ", bad: "✗ " }[outcome] + held + " of " + found[1].length + " figures stand in the words they cite" +
      (absent ? "; " + absent + " cannot be checked without the reports" : "") +
      (found[0].length ? "." : "; the page is as it was sealed.") +
      " Whether each is put under the right thing, this does not tell: read its sentence.", told);
    var list = document.createElement("ul");
    found[0].forEach(function (one) { say("li", one, list); });
    faulty.forEach(function (one) {
      var link = say("a", one.row, say("li", "", list));
      link.href = "#" + one.row;
      link.parentNode.appendChild(document.createTextNode(": " + one.faults.join("; ")));
    });
    if (list.children.length) told.appendChild(list);
  }

  function fail(error) {
    told.className = "bad";
    told.textContent = "✗ The check could not be done: " + error;
  }

  if (button)
    button.addEventListener("click", function () {
      told.className = "";
      told.textContent = "Checking …";
      try { check().then(show, fail); } catch (error) { fail(error); }
    });
})();
