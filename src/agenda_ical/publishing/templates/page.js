"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const put = (text, ...values) => {
    let next = 0;
    return text.replace(/\{(\w*)\}/g, (_, key) => values[key === "" ? next++ : key]);
  };

  const agenda = one("#agenda");
  const sessions = all(".session", agenda);
  const plain = (text) => text.normalize("NFKC").toLocaleLowerCase().replace(/\s+/g, " ");

  const filters = one(".filters");
  const find = one("#find");
  const track = one("#track");
  const person = one("#person");
  const found = one("#found");
  const clear = one("#clear");
  const texts = new Map(sessions.map((session) => [session, plain(one(".what", session).textContent)]));
  const holds = (numbers, wanted) => !wanted || (numbers || "").split(" ").includes(wanted);

  const filter = () => {
    const words = plain(find.value).split(" ").filter(Boolean);
    const isFiltered = Boolean(words.length || track?.value || person?.value);
    let shown = 0;
    for (const session of sessions) {
      const fits = words.every((word) => texts.get(session).includes(word))
        && holds(session.dataset.tracks, track?.value) && holds(session.dataset.people, person?.value);
      session.hidden = !fits;
      shown += fits;
    }
    for (const day of all(".day", agenda)) day.hidden = !one(".session:not([hidden])", day);
    for (const link of all(".days a")) link.parentElement.hidden = one(link.getAttribute("href").replace(/^#(.*)$/, "[id=\"$1\"]")).hidden;
    agenda.classList.toggle("filtered", isFiltered);
    clear.hidden = !isFiltered;
    found.value = !shown ? found.dataset.none
      : isFiltered ? put(found.dataset.some, shown, sessions.length) : put(found.dataset.all, shown);
  };
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("input", (event) => { if (event.target !== mine) filter(); });
  clear.addEventListener("click", (event) => {
    event.preventDefault();
    for (const field of [find, track, person]) if (field) field.value = "";
    filter();
    find.focus();
  });

  const mine = one("#mine");
  const note = one("#mine-note");
  const language = document.documentElement.lang;
  const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const date = new Intl.DateTimeFormat(language, { weekday: "short", month: "short", day: "numeric" });
  const zone = clock.resolvedOptions().timeZone;
  const offset = (iso) => iso.endsWith("Z") ? 0 : Number(iso.slice(-6, -5) + "1") * (Number(iso.slice(-5, -3)) * 60 + Number(iso.slice(-2)));
  const isElsewhere = sessions.some(({ dataset: { start } }) => offset(start) !== -new Date(start).getTimezoneOffset());
  const local = (iso) => {
    const moment = new Date(iso);
    const isSameDay = moment.getDate() === Number(iso.slice(8, 10));
    return isSameDay ? clock.format(moment) : `${date.format(moment)} ${clock.format(moment)}`;
  };
  const ending = (start, end) => {
    const isSameDay = new Date(start).toDateString() === new Date(end).toDateString();
    return isSameDay ? clock.format(new Date(end)) : `${date.format(new Date(end))} ${clock.format(new Date(end))}`;
  };
  const own = (text, label) => {
    const element = document.createElement("span");
    element.className = "own-time";
    element.textContent = text;
    if (label) {
      const hint = document.createElement("span");
      hint.className = "vh";
      hint.textContent = ` (${label})`;
      element.append(hint);
    }
    return element;
  };
  mine.addEventListener("change", () => {
    for (const old of all(".own-time", agenda)) old.remove();
    note.hidden = !mine.checked;
    note.textContent = isElsewhere
      ? note.dataset.differs.replace("{venue}", note.dataset.zone).replace("{mine}", zone)
      : note.dataset.same.replace("{venue}", note.dataset.zone);
    if (!mine.checked || !isElsewhere) return;
    for (const session of sessions) {
      const { start, end } = session.dataset;
      one(".when", session).append(own(end ? `${local(start)}–${ending(start, end)}` : local(start), note.dataset.mine));
    }
    for (const rail of all(".rail", agenda)) rail.append(own(clock.format(new Date(one("time", rail).dateTime))));
  });

  const which = one("#which");
  const address = one("#address");
  const links = all(".clients a").map((link) => [link, link.getAttribute("href")]);
  const download = one("#download");
  const whole = download.getAttribute("href");
  const base = address.value.slice(0, address.value.length - whole.length);
  const redirect = (href, name, label) => {
    if (!/^https?:/.test(href)) return href.slice(0, href.length - whole.length) + name;
    const target = new URL(href);
    for (const [key, value] of [...target.searchParams]) {
      target.searchParams.set(key, key === "name" ? label : value.slice(0, value.length - whole.length) + name);
    }
    return target.href.replace(/\+/g, "%20");
  };
  which?.addEventListener("change", () => {
    const option = which.selectedOptions[0];
    address.value = base + option.value;
    download.href = option.value;
    for (const [link, href] of links) link.setAttribute("href", redirect(href, option.value, option.dataset.label));
  });
  address.addEventListener("focus", () => address.select());
  const copy = one("#copy");
  const label = copy.textContent;
  const told = one("#copy-told");
  copy.addEventListener("click", async () => {
    let text = copy.dataset.done;
    try {
      await navigator.clipboard.writeText(address.value);
    } catch {
      address.focus();
      text = document.execCommand("copy") ? text : copy.dataset.failed;
    }
    told.textContent = text;
    copy.textContent = text;
    setTimeout(() => { copy.textContent = label; told.textContent = ""; }, 3000);
  });

  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest?.(".add[open]");
    if (!open) return;
    open.open = false;
    one("summary", open).focus();
  });
  addEventListener("beforeprint", () => {
    const closed = all(".more:not([open])");
    for (const about of closed) about.open = true;
    addEventListener("afterprint", () => { for (const about of closed) about.open = false; }, { once: true });
  });

  const mark = () => {
    const now = Date.now();
    for (const session of sessions) {
      const { start, until } = session.dataset;
      const isNow = Boolean(until) && Date.parse(start) <= now && now < Date.parse(until);
      session.classList.toggle("now", isNow);
      one(".when", session).dataset.now = agenda.dataset.now;
      if (isNow) session.setAttribute("aria-current", "time"); else session.removeAttribute("aria-current");
    }
  };
  mark();
  setInterval(mark, 30000);
})();
