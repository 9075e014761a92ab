'use strict';
/*
 * Plans servers while sliders move, by the services that the report holds. What the command plan simulates is
 * approximated here: waiting is Erlang's C, with the mean of Allen and Cunneen for times that vary, and exponential
 * beyond; a latency is that wait and a time of service as measured.
 */
(() => {
  const report = JSON.parse(document.getElementById('data').textContent);
  const plans = report.plans;
  if (!plans.length) return;
  const place = document.getElementById('plan');
  const KINDS = { FULL: 'full', SESSION_ID: 'by session ID', TICKET: 'by ticket' };

  function el(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }
  const figure = value => value.toLocaleString('en', { maximumFractionDigits: 0 });
  const short = value => value.toLocaleString('en', { maximumSignificantDigits: 3 });

  // ---- the approximation; times in µs

  function erlangC(cores, utilization) {
    const offered = cores * utilization;
    let blocked = 1;
    for (let n = 1; n <= cores; n++) blocked = offered * blocked / (n + offered * blocked);
    return blocked / (1 - utilization * (1 - blocked));
  }
  const slowdown = (kind, busy) => 1 + kind.contention * (busy - 1) + kind.crosstalk * busy * (busy - 1);
  const parts = (plan, mix) => Object.entries(plan.kinds)
    .filter(([name]) => mix[name] > 0)
    .map(([name, kind]) => ({ share: mix[name], kind, mean: kind.times.reduce((sum, [share, time]) => sum + share * time, 0) }));
  const idling = (kind, utilization) => 1 + kind.idling.perIdleShare
    * (kind.idling.mostBusy - Math.max(kind.idling.leastBusy, Math.min(kind.idling.mostBusy, utilization)));
  const slowed = (kind, cores, utilization) => slowdown(kind, 1 + (cores - 1) * utilization) * idling(kind, utilization);
  const meanTime = (all, cores, utilization) => all.reduce((sum, p) => sum + p.share * p.mean * slowed(p.kind, cores, utilization), 0);

  /** The share of their time for which cores are busy with a rate a second; 1 or more where it is too high. */
  function utilizationOf(all, cores, rate) {
    const full = rate * meanTime(all, cores, 1) / cores / 1e6;
    if (full >= 1) return full;
    let low = 0;
    let high = 1;
    for (let step = 0; step < 40; step++) {
      const middle = (low + high) / 2;
      if (rate * meanTime(all, cores, middle) / cores / 1e6 > middle) low = middle;
      else high = middle;
    }
    return high;
  }

  /** The share of connections that take longer than a limit at a rate a second. */
  function beyond(all, cores, rate, limit) {
    const utilization = utilizationOf(all, cores, rate);
    if (utilization >= 1) return 1;
    const mean = meanTime(all, cores, utilization);
    let squares = 0;
    for (const p of all) {
      const factor = slowed(p.kind, cores, utilization);
      for (const [share, time] of p.kind.times) squares += p.share * share * (time * factor) ** 2;
    }
    const waits = erlangC(cores, utilization);
    const wait = squares / mean ** 2 / 2 * mean / (cores * (1 - utilization));
    let sum = 0;
    for (const p of all) {
      const factor = slowed(p.kind, cores, utilization);
      for (const [share, time] of p.kind.times) {
        const left = limit - time * factor;
        sum += p.share * share * (left <= 0 ? 1 : waits * Math.exp(-left / wait));
      }
    }
    return sum;
  }

  /** The highest rate a second of one server; 0 if no number of cores holds the limit. */
  function highestRate(plan, mix, cores, limit) {
    const all = parts(plan, mix);
    let low = 0;
    let high = cores * 1e6 / meanTime(all, cores, 1);
    if (beyond(all, cores, high * 1e-9, limit) > 0.01) return 0;
    for (let step = 0; step < 40; step++) {
      const middle = (low + high) / 2;
      if (beyond(all, cores, middle, limit) <= 0.01) low = middle;
      else high = middle;
    }
    return low;
  }

  // ---- what is asked

  const asked = { rate: 10000, full: 20, ticket: 50, p99: 5, headroom: 30, cores: plans[0].cores, spare: 1 };
  const name = plan => [report.runs.length > 1 ? 'run ' + (plan.run + 1) : '', 'JDK ' + plan.setting.jdk, plan.setting.provider,
    plan.setting.suite, plan.setting.keyBits].filter(Boolean).join(', ');
  const chosen = el('select', { id: 'plan-setting' }, ...plans.map((plan, i) => el('option', { value: i }, name(plan))));
  const sliders = el('div', { class: 'sliders' }, el('label', {}, 'Measured', chosen));
  const shown = [];
  function slider(id, label, min, max, step, text, toValue = x => x, toSlider = x => x) {
    const input = el('input', { type: 'range', id: 'plan-' + id, min, max, step, value: toSlider(asked[id]) });
    const output = el('output', { for: 'plan-' + id });
    const whole = el('label', {}, label, output, input);
    input.addEventListener('input', () => {
      asked[id] = toValue(Number(input.value));
      answer();
    });
    shown.push(() => { output.textContent = text(asked[id]); });
    sliders.append(whole);
    return whole;
  }
  const two = value => Number(value.toPrecision(2));
  slider('rate', 'New connections a second', 1, 6, 0.02, figure, x => two(10 ** x), Math.log10);
  slider('full', 'Full handshakes', 0, 100, 1, x => x + ' %');
  const ticketSlider = slider('ticket', 'By ticket, of the resumptions', 0, 100, 1, x => x + ' %');
  slider('p99', 'p99 at most', -1, 3, 0.02, x => short(x) + ' ms', x => two(10 ** x), Math.log10);
  slider('headroom', 'Headroom', 0, 80, 1, x => x + ' %');
  slider('cores', 'Cores of a server', 1, 128, 1, String);
  slider('spare', 'Servers that may fail', 0, 10, 1, String);

  /** Shares of those kinds that were measured. */
  function mixOf(plan, full) {
    const has = kind => kind in plan.kinds;
    const resumed = has('SESSION_ID') || has('TICKET') ? (has('FULL') ? 1 - full / 100 : 1) : 0;
    const byTicket = !has('TICKET') ? 0 : !has('SESSION_ID') ? 1 : asked.ticket / 100;
    return { FULL: 1 - resumed, SESSION_ID: resumed * (1 - byTicket), TICKET: resumed * byTicket };
  }
  function sized(plan, full) {
    const highest = highestRate(plan, mixOf(plan, full), asked.cores, asked.p99 * 1000);
    const needed = Math.max(1, Math.ceil(asked.rate / (1 - asked.headroom / 100) / highest - 1e-9));
    return { highest, servers: highest ? needed + asked.spare : NaN, needed };
  }

  // ---- the answer

  const card = el('div', { class: 'card', role: 'status', id: 'plan-answer' });
  const area = el('div', { class: 'chart', role: 'img', 'aria-label': 'Cores by the share of full handshakes; the data is in the table that follows' });
  area.style.height = '260px';
  const body = el('tbody');
  const data = el('details', {}, el('summary', {}, 'Data as a table'), el('div', { class: 'scroll' }, el('table', {},
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'full handshakes, %'), el('th', { scope: 'col' }, 'servers'), el('th', { scope: 'col' }, 'cores'))), body)));
  let drawn = null;
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

  function answer() {
    const plan = plans[chosen.value || 0];
    const mix = mixOf(plan, asked.full);
    const { highest, servers, needed } = sized(plan, asked.full);
    shown.forEach(show => show());
    ticketSlider.hidden = !('TICKET' in plan.kinds && 'SESSION_ID' in plan.kinds);
    card.dataset.highest = highest;
    card.dataset.cores = servers * asked.cores;
    const text = Object.keys(KINDS).filter(kind => mix[kind] > 0).map(kind => Math.round(mix[kind] * 1000) / 10 + ' % ' + KINDS[kind]).join(', ');
    if (!highest) {
      const worst = parts(plan, mix).map(p => [p, p.share * p.kind.times.reduce((sum, [share, time]) => sum + (time * idling(p.kind, 0) > asked.p99 * 1000 ? share : 0), 0)])
        .sort((a, b) => b[1] - a[1])[0][0];
      card.replaceChildren(el('div', { class: 'figure' }, 'no number of cores'),
        el('div', { class: 'more' }, 'holds p99 ' + short(asked.p99) + ' ms: one of '
          + KINDS[Object.keys(plan.kinds).find(kind => plan.kinds[kind] === worst.kind)] + ' takes '
          + short(worst.mean * idling(worst.kind, 0) / 1000) + ' ms of a core on the average, and over ' + short(asked.p99) + ' ms too often'));
    } else {
      const all = parts(plan, mix);
      const utilization = utilizationOf(all, asked.cores, asked.rate / needed);
      card.replaceChildren(
        el('div', { class: 'figure' }, figure(servers * asked.cores), el('span', { class: 'unit' }, ' cores')),
        el('div', {}, figure(servers) + (servers === 1 ? ' server' : ' servers') + ' of ' + asked.cores + (asked.spare ? ', of which ' + asked.spare + ' may fail' : '')),
        el('div', { class: 'more' }, text + '; a server holds p99 ' + short(asked.p99) + ' ms up to ' + figure(highest)
          + ' connections a second; cores are busy ' + Math.round(100 * utilization) + ' % of the time at the most'));
    }
    const points = [];
    for (let full = 0; full <= 100; full += 5) points.push([full, sized(plan, full)]);
    body.replaceChildren(...points.map(([full, size]) => el('tr', {}, el('td', { class: 'number' }, String(full)),
      el('td', { class: 'number' }, size.servers ? figure(size.servers) : '–'),
      el('td', { class: 'number' }, size.servers ? figure(size.servers * asked.cores) : '–'))));
    draw(points, servers);
  }

  let last = null;
  function draw(points, servers) {
    last = [points, servers];
    if (!area.clientWidth) return;
    drawn = drawn || echarts.init(area, null, { renderer: 'svg' });
    drawn.resize({ width: document.documentElement.classList.contains('print') ? 640 : area.clientWidth });
    const label = { color: colour('muted') };
    const axis = (text, more) => Object.assign({
      type: 'value', name: text, nameLocation: 'middle', nameGap: 30, nameTextStyle: label, axisLabel: label,
      axisLine: { lineStyle: { color: colour('line') } }, splitLine: { lineStyle: { color: colour('grid') } }
    }, more);
    drawn.setOption({
      animation: false,
      textStyle: { fontFamily: 'system-ui, sans-serif', color: colour('text') },
      grid: { left: 70, right: 22, top: 14, bottom: 46 },
      xAxis: axis('full handshakes, %', { min: 0, max: 100 }),
      yAxis: axis('cores', { nameGap: 52 }),
      series: [
        { type: 'line', step: 'middle', showSymbol: false, silent: true, lineStyle: { color: colour('run0'), width: 2 },
          data: points.map(([full, size]) => [full, size.servers ? size.servers * asked.cores : null]) },
        { type: 'scatter', symbolSize: 13, silent: true, itemStyle: { color: colour('run1') },
          data: servers ? [[asked.full, servers * asked.cores]] : [] }
      ]
    }, { notMerge: true });
    drawn.getZr().flush();
  }
  const again = () => last && draw(...last);

  place.hidden = false;
  place.append(
    el('p', { class: 'how' }, 'How many cores a rate takes, by the server’s time that these runs measured. An approximation'
      + ' without intervals: the command plan simulates the queue, and tells intervals, memory, tickets and more. '
      + 'Arrivals come by chance; the network is left out.'),
    ...(plans.some(plan => Object.values(plan.kinds).some(kind => !kind.overheadKnown))
      ? [el('p', { class: 'warning' }, 'Not included where it was not measured (run --server): what kernel and server do for a connection besides its handshake.')] : []),
    sliders, card, area, data);
  chosen.addEventListener('change', answer);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
  addEventListener('beforeprint', again);
  addEventListener('afterprint', again);
  new ResizeObserver(again).observe(area);
  answer();
})();
