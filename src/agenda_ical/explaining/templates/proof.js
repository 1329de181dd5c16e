"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const agenda = one("#agenda");
  const source = one("#source");
  const over = one(".over", source);
  const told = one("#told");
  const cards = all(".card", agenda);
  const wide = matchMedia("(min-width: 60rem)");

  const spots = new Map(cards.map((card) => [card.dataset.n, []]));
  for (const spot of all("[data-s]", source)) {
    for (const number of spot.dataset.s.split(" ")) spots.get(number).push(spot);
  }
  const card = (number) => cards[number - 1];
  const holder = (element) => element.closest?.(".card, [data-s]");
  const numbers = (held) => !held ? [] : held.dataset.n ? [held.dataset.n] : held.dataset.s.split(" ");

  const marker = (name) => {
    let marked = [];
    return (chosen) => {
      for (const element of marked) element.classList.remove(name);
      marked = chosen.flatMap((number) => [card(number), ...spots.get(number)]);
      for (const element of marked) element.classList.add(name);
    };
  };
  const light = marker("lit");
  const choose = marker("on");

  let hovered = null;
  const hover = (element) => {
    const held = element && holder(element);
    if (held === hovered) return;
    hovered = held;
    light(numbers(held));
  };
  document.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") hover(event.target); });
  document.documentElement.addEventListener("pointerleave", () => hover(null));

  const bring = (element, pane) => {
    const at = element.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    pane.scrollTop += at.top - frame.top - Math.max(over.offsetHeight + 8, (frame.height - at.height) / 3);
    const table = element.closest(".wide");
    if (table) table.scrollLeft += at.left - table.getBoundingClientRect().left - 32;
  };
  const home = (number) => one(`[id="${one(".from", card(number))?.hash.slice(1)}"]`);
  const words = (spot) => `“${one(".words", spot).textContent.trim().replace(/\s+/g, " ").slice(0, 80)}”`;
  const say = (chosen) => {
    if (!chosen.length) { told.textContent = ""; return; }
    const [number] = chosen;
    const places = spots.get(number).slice(0, 8).map(words).join("; ");
    told.textContent = agenda.dataset.told.replace("{}", number).replace("{}", () => places);
  };

  const fromAgenda = (chosen) => {
    choose(chosen);
    say(chosen);
    const spot = home(chosen[0]);
    if (wide.matches && spot) bring(spot, source);
  };
  const fromSource = (chosen) => {
    choose(chosen);
    say(chosen);
    if (wide.matches) card(chosen[0]).scrollIntoView({ block: "nearest" });
  };

  const numbered = (link) => [link.hash.slice(2)];

  document.addEventListener("focusin", ({ target }) => {
    const held = holder(target);
    if (!held) return;
    if (agenda.contains(held)) fromAgenda(numbers(held));
    else if (target.matches(".no")) fromSource(numbered(target));
  });
  document.addEventListener("click", (event) => {
    const held = holder(event.target);
    const link = event.target.closest("a");
    if (!held || (link ? !link.matches(".no, .from") : String(getSelection()))) return;
    if (link && wide.matches) event.preventDefault();
    if (agenda.contains(held)) fromAgenda(numbers(held));
    else fromSource(link ? numbered(link) : numbers(held));
  });

  const linked = cards.filter((each) => one(".from", each));
  const place = (held) => linked.findIndex(({ dataset }) => Number(dataset.n) >= Number(held.dataset.n));
  const steps = {
    ArrowDown: (held) => place(held) + 1,
    ArrowUp: (held) => place(held) - 1,
    Home: () => 0,
    End: () => linked.length - 1,
  };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") { choose([]); say([]); return; }
    const held = event.target.closest?.(".card");
    const next = held && steps[event.key] && linked[steps[event.key](held)];
    if (!next) return;
    event.preventDefault();
    one(".from", next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  });
})();
