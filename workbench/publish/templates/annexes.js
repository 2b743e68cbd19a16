"use strict";
// Tables sorted by their heads, rows of the file's data drawn as they are asked for, and CSV made of them. Everything is
// set as text; nothing is fetched and nothing runs but this.
(function () {
  var STEP = 100;
  var kept = null;

  function data() {
    if (!kept) kept = JSON.parse(document.getElementById("data").textContent);
    return kept;
  }

  function made(tag, text, into, name) {
    var one = document.createElement(tag);
    if (text !== undefined && text !== null) one.textContent = text;
    if (name) one.className = name;
    if (into) into.appendChild(one);
    return one;
  }

  // --- order ---------------------------------------------------------------------------------------------------------

  function number(text) {
    var plain = text.replace(/[,≈\s]/g, "").replace(/^about/, "");
    return /^[-+]?\d+(\.\d+)?$/.test(plain) ? parseFloat(plain) : null;
  }

  // Numbers before words, and what is not stated last.
  function compared(one, other) {
    var empty = [one, other].map(function (text) { return text === "" || text === "–"; });
    if (empty[0] || empty[1]) return empty[0] - empty[1];
    var numbers = [number(one), number(other)];
    if (numbers[0] !== null && numbers[1] !== null) return numbers[0] - numbers[1];
    if (numbers[0] !== null || numbers[1] !== null) return numbers[0] !== null ? -1 : 1;
    return one.localeCompare(other);
  }

  function ordered(rows, key, down) {
    return rows
      .map(function (row, at) { return { row: row, key: key(row), at: at }; })
      .sort(function (one, other) {
        var empty = [one, other].some(function (each) { return each.key === "" || each.key === "–"; });
        return compared(one.key, other.key) * (down && !empty ? -1 : 1) || one.at - other.at;
      })
      .map(function (each) { return each.row; });
  }

  function marked(head, at) {
    var down = head[at].getAttribute("aria-sort") === "ascending";
    head.forEach(function (one) { one.removeAttribute("aria-sort"); });
    head[at].setAttribute("aria-sort", down ? "descending" : "ascending");
    return down;
  }

  function headed(head, sort) {
    head.forEach(function (one, at) {
      var button = made("button", one.textContent);
      button.type = "button";
      one.textContent = "";
      one.appendChild(button);
      button.addEventListener("click", function () { sort(at, marked(head, at)); });
    });
  }

  function said(cell) {
    if (!cell) return "";
    var copy = cell.cloneNode(true);
    copy.querySelectorAll(".by, .sr").forEach(function (one) { one.remove(); });
    return copy.textContent.trim();
  }

  document.querySelectorAll("table.sortable").forEach(function (table) {
    var body = table.tBodies[0];
    headed(Array.from(table.tHead.rows[0].cells), function (at, down) {
      ordered(Array.from(body.rows), function (row) { return said(row.cells[at]); }, down).forEach(function (row) {
        body.appendChild(row);
      });
    });
  });

  // --- CSV -----------------------------------------------------------------------------------------------------------

  // What a spreadsheet would run begins with an apostrophe; a number with its sign is left a number. The rule is that
  // of the exported tables (exports/csvtables.py); a test holds the two together.
  var FORMULA = /^'*(?:[\s\x00\x1c-\x1f\x85]*[=+\-@\uff1d\uff0b\uff0d\uff20][\s\S]*)?$/;
  var NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

  function cell(value) {
    if (value === null) return "";
    var text = String(value);
    if (text && FORMULA.test(text) && !NUMBER.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function csv(sheet, rows) {
    var lines = [sheet.head.concat("Selection")].concat(rows.map(function (row) { return row.concat(data().sentence); }));
    return lines.map(function (line) { return line.map(cell).join(","); }).join("\r\n") + "\r\n";
  }

  function save(text, name, type) {
    var address = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    var link = made("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
  }

  document.querySelectorAll("button.download").forEach(function (button) {
    button.addEventListener("click", function () {
      var name = button.dataset.sheet;
      if (!name) return save(document.getElementById(button.dataset.text).textContent, button.dataset.name, "text/plain");
      var sheet = data().sheets[name];
      var drawn = sheet.head.indexOf("Drawn");
      var rows = "drawn" in button.dataset ? sheet.rows.filter(function (row) { return row[drawn] === "yes"; }) : sheet.rows;
      save(csv(sheet, rows), name + ".csv", "text/csv");
    });
  });

  // --- rows of a sheet, a hundred at a time --------------------------------------------------------------------------

  function shown(value) {
    return value === null ? "" : typeof value === "number" ? value.toLocaleString("en") : String(value);
  }

  function browse(sheet) {
    var place = document.getElementById("browser");
    var rows = sheet.rows;
    var from = 0;
    place.textContent = "";
    place.hidden = false;
    made("h3", sheet.title, place);
    var find = made("p", null, place);
    var label = made("label", "Rows that hold ", find);
    var input = made("input", null, label);
    input.type = "search";
    var steps = made("p", null, place);
    var before = made("button", "Before", steps);
    var after = made("button", "After", steps);
    before.type = after.type = "button";
    var told = made("span", "", steps, "by");
    told.setAttribute("role", "status");
    var wide = made("div", null, place, "wide scrolled");
    wide.tabIndex = 0;
    wide.setAttribute("role", "region");
    wide.setAttribute("aria-label", "Rows of " + sheet.title);
    var table = made("table", null, wide, "data");
    made("caption", sheet.title, table);
    var head = made("tr", null, made("thead", null, table));
    var cells = sheet.head.map(function (name) {
      var one = made("th", name, head);
      one.scope = "col";
      return one;
    });
    var body = made("tbody", null, table);

    function draw() {
      body.textContent = "";
      rows.slice(from, from + STEP).forEach(function (row) {
        var line = made("tr", null, body);
        row.forEach(function (value, at) {
          made("td", shown(value), line, typeof value === "number" ? "n" : "").dataset.label = sheet.head[at];
        });
      });
      told.textContent = rows.length
        ? " " + (from + 1).toLocaleString("en") + " to " + Math.min(from + STEP, rows.length).toLocaleString("en") + " of " + rows.length.toLocaleString("en") + " rows"
        : " no row";
      before.disabled = from === 0;
      after.disabled = from + STEP >= rows.length;
    }

    headed(cells, function (at, down) {
      rows = ordered(rows, function (row) { return row[at] === null ? "" : String(row[at]); }, down);
      from = 0;
      draw();
    });
    before.addEventListener("click", function () { from -= STEP; draw(); });
    after.addEventListener("click", function () { from += STEP; draw(); });
    input.addEventListener("input", function () {
      var wanted = input.value.toLowerCase();
      rows = sheet.rows.filter(function (row) { return row.join("\n").toLowerCase().indexOf(wanted) >= 0; });
      from = 0;
      draw();
    });
    draw();
    place.focus();
  }

  document.querySelectorAll("button.browse").forEach(function (button) {
    button.addEventListener("click", function () { browse(data().sheets[button.dataset.sheet]); });
  });

  // --- the short version ---------------------------------------------------------------------------------------------

  var short = document.getElementById("print-short");
  if (short)
    short.addEventListener("click", function () {
      document.documentElement.classList.add("short");
      window.print();
      document.documentElement.classList.remove("short");
    });

  document.documentElement.classList.add("has-script");
})();
