"use strict";
(function () {
  // The still picture stays until the live one stands, and comes back on paper.
  var narrow = window.matchMedia("(max-width: 700px)");
  var options = {
    renderer: "svg",
    actions: false,
    ast: true,
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true, theme: "custom" },
  };
  function draw() {
    var name = narrow.matches ? "narrow" : "wide";
    var figure = document.getElementById("chart-" + name);
    var live = figure.querySelector(".live");
    if (figure.dataset.drawn) return;
    figure.dataset.drawn = "yes";
    var spec = JSON.parse(document.getElementById("spec-" + name).textContent);
    window.vegaEmbed(live, spec, options).then(
      function () {
        figure.classList.add("is-live");
        document.documentElement.classList.add("has-live");
      },
      function (error) {
        live.textContent = "";
        console.warn("The chart stays a still picture: " + error);
      }
    );
  }
  function unfold() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    for (var at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView({ block: "center" });
  }
  narrow.addEventListener("change", draw);
  window.addEventListener("hashchange", unfold);
  draw();
  unfold();
})();
