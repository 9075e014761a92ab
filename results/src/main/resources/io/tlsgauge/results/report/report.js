'use strict';
/*
 * Draws the report that stands as JSON in this page. Every value comes to the page as text (textContent, or an SVG
 * text node), never as HTML. What is shown follows the fields at the top; colours follow the style sheet.
 */
(() => {
  const report = JSON.parse(document.getElementById('data').textContent);
  const section = id => document.getElementById(id);

  // ---- words and figures

  function el(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === true) element.setAttribute(name, '');
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter(child => child != null && child !== ''));
    return element;
  }

  const known = value => typeof value === 'number' && Number.isFinite(value);
  const decimals = (value, digits) =>
    value === 0 ? 0 : Math.max(0, Math.min(8, digits - 1 - Math.floor(Math.log10(Math.abs(value)))));
  const fixed = (value, places) =>
    value.toLocaleString('en', { minimumFractionDigits: places, maximumFractionDigits: places });
  const figure = (value, digits = 4) => known(value) ? fixed(value, decimals(value, digits)) : '–';
  const range = (low, high, digits = 3) => known(low) && known(high) ? figure(low, digits) + ' to ' + figure(high, digits) : '–';
  const percent = ratio => (ratio < 1 ? '−' : '+') + fixed(Math.abs(ratio - 1) * 100, 1) + ' %';
  const count = (n, word) => n + ' ' + word + (n === 1 ? '' : 's');
  function fromTo(values, word) {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return least === most ? count(least, word) : fixed(least, 0) + ' to ' + fixed(most, 0) + ' ' + word + 's';
  }
  const threads = n => count(n, 'thread');
  const interval = Math.round(report.confidence * 100) + ' %';
  const KINDS = {
    FULL: 'full handshakes',
    SESSION_ID: 'resumptions by session ID',
    TICKET: 'resumptions by ticket'
  };
  const ORDER = Object.keys(KINDS);

  // ---- runs and benchmarks by name

  /** By their JDK's version where that tells them apart, the shorter way if it does. */
  const [shorter, longer] = [/^[0-9.]+(\+[0-9]+)?/, /^[^ ]+/].map(part =>
    report.runs.map(run => 'JDK ' + (part.exec(run.jdk) || [''])[0]));
  const distinct = names => new Set(names).size === names.length && names.every(name => name !== 'JDK ');
  const jdks = distinct(shorter) ? shorter : longer;
  const byJdk = distinct(jdks);
  const runNames = report.runs.map((run, i) => byJdk ? jdks[i] : (i + 1) + ': ' + run.name);
  const several = report.runs.length > 1;

  const shortName = row => row.benchmark.split('.').slice(-2).join('.');
  const shortUnique = new Set(report.benchmarks.map(row => row.benchmark)).size
    === new Set(report.benchmarks.map(shortName)).size;
  const dimensions = [];
  const common = [];
  function dimension(name, value, numeric) {
    const values = [...new Set(report.benchmarks.map(value))];
    if (values.length > 1) dimensions.push({ name, value, numeric, values: values.sort(order) });
    else if (values[0] !== '') common.push(name + ' ' + values[0]);
  }
  dimension('benchmark', row => shortUnique ? shortName(row) : row.benchmark);
  new Set(report.benchmarks.flatMap(row => Object.keys(row.params)))
    .forEach(name => dimension(name, row => row.params[name] ?? ''));
  dimension('threads', row => row.threads, true);
  dimension('mode', row => row.mode);

  function order(a, b) {
    if (ORDER.includes(a) && ORDER.includes(b)) return ORDER.indexOf(a) - ORDER.indexOf(b);
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    return String(a).localeCompare(String(b), 'en', { numeric: true });
  }
  function label(row, without) {
    const parts = dimensions
      .filter(d => d.name !== without && d.value(row) !== '')
      .map(d => d.name === 'threads' ? threads(row.threads) : String(d.value(row)));
    return parts.join(', ') || shortName(row);
  }
  const keyWithoutThreads = row => JSON.stringify([row.benchmark, row.mode, row.params]);
  const inOrder = rows => [...rows].sort((a, b) => {
    for (const d of dimensions) {
      const o = order(d.value(a), d.value(b));
      if (o) return o;
    }
    return 0;
  });
  function groups(rows) {
    const all = new Map();
    for (const row of inOrder(rows)) {
      const key = keyWithoutThreads(row);
      if (!all.has(key)) all.set(key, []);
      all.get(key).push(row);
    }
    return [...all.values()];
  }

  // ---- what is shown

  const chosen = { text: '', values: {} };
  const watchers = [];
  function shown(row) {
    const text = [row.benchmark, ...Object.values(row.params), threads(row.threads), row.mode].join(' ').toLowerCase();
    return chosen.text.split(/\s+/).every(word => text.includes(word))
      && dimensions.every(d => !chosen.values[d.name] || String(d.value(row)) === chosen.values[d.name]);
  }
  function showChosen() {
    watchers.forEach(watcher => watcher());
    section('nothing').hidden = report.benchmarks.some(shown);
  }
  function buildFilter() {
    const form = section('filter');
    const search = el('input', { type: 'search', id: 'search', placeholder: 'any word of a name', autocomplete: 'off' });
    search.addEventListener('input', () => {
      chosen.text = search.value.trim().toLowerCase();
      showChosen();
    });
    form.append(el('label', {}, 'Search', search));
    for (const d of dimensions) {
      const select = el('select', { 'data-dimension': d.name },
        el('option', { value: '' }, 'all'),
        d.values.map(value => el('option', { value }, value === '' ? '–' : String(value))));
      select.addEventListener('change', () => {
        chosen.values[d.name] = select.value;
        showChosen();
      });
      form.append(el('label', {}, d.name, select));
    }
    const reset = el('button', { type: 'reset' }, 'Show all');
    form.append(reset);
    form.addEventListener('submit', event => event.preventDefault());
    form.addEventListener('reset', () => {
      chosen.text = '';
      chosen.values = {};
      setTimeout(showChosen);
    });
  }

  // ---- tables: sorted by a click on a head, filtered with everything else

  /** A column: head, value to sort by, text where it is not the value. */
  const column = (head, value, text, long) => ({ head, value, text: text || (row => String(value(row) ?? '–')), long });
  const number = (head, value, digits) => ({ head, value, numeric: true, text: row => figure(value(row), digits) });
  const dimensionColumns = of => dimensions.map(d =>
    ({ head: d.name, value: row => d.value(of(row)), numeric: d.numeric, text: row => String(d.value(of(row))) }));
  const runColumn = { head: 'run', value: row => row.run, text: row => runNames[row.run] };

  function table(caption, columns, rows, of) {
    const body = el('tbody');
    let sortedBy = null;
    let direction = 1;
    const heads = columns.map(c => {
      const button = el('button', { type: 'button' }, c.head);
      const head = el('th', { scope: 'col', class: c.numeric ? 'number' : null }, button);
      button.addEventListener('click', () => {
        direction = sortedBy === c ? -direction : 1;
        sortedBy = c;
        heads.forEach(other => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', direction > 0 ? 'ascending' : 'descending');
        fill();
      });
      return head;
    });
    function fill() {
      const visible = of ? rows.filter(row => shown(of(row))) : [...rows];
      if (sortedBy) {
        visible.sort((a, b) => {
          const [x, y] = [sortedBy.value(a), sortedBy.value(b)];
          // what is not known stands last, either way
          if (x == null || y == null) return (x == null) - (y == null);
          return direction * order(x, y);
        });
      }
      body.replaceChildren(...visible.map(row => el('tr', {}, columns.map(c => {
        const text = c.text(row);
        const style = c.numeric ? 'number' : c.long ? 'long' : typeof text === 'string' && text.length < 40 ? 'short' : null;
        return el('td', { class: style }, text);
      }))));
    }
    fill();
    if (of) watchers.push(fill);
    return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
      el('table', {}, el('caption', {}, caption), el('thead', {}, el('tr', {}, heads)), body));
  }

  // ---- charts: drawn when they come near the screen, again when size or colours change

  const charts = [];
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const runColour = run => colour('run' + run % 6);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const nearScreen = new IntersectionObserver(entries => entries.forEach(entry => {
    if (entry.isIntersecting) charts.find(chart => chart.place === entry.target).draw();
  }), { rootMargin: '600px' });
  const resized = new ResizeObserver(entries => entries.forEach(entry => {
    const chart = charts.find(c => c.place === entry.target);
    if (chart.drawn && !printing && chart.width !== chart.place.clientWidth) chart.draw();
  }));
  let printing = false;
  const PRINT_WIDTH = 640;

  /**
   * A figure with its data as a table.
   * content() gives what to draw now, or null if nothing of it is shown: { height, option(width) }.
   */
  function chart(title, note, content, data) {
    const place = el('div', { class: 'chart', role: 'img', 'aria-label': title + '; its data is in the table that follows' });
    const whole = el('figure', {},
      el('figcaption', {}, title, note ? el('small', {}, note) : null),
      place,
      el('details', {}, el('summary', {}, 'Data as a table'), data));
    const self = {
      place,
      drawn: null,
      width: 0,
      draw() {
        const now = content();
        whole.hidden = !now;
        if (!now) return;
        self.width = printing ? PRINT_WIDTH : place.clientWidth;
        if (!self.width) return;
        place.style.height = now.height + 'px';
        self.drawn = self.drawn || echarts.init(place, null, { renderer: 'svg', width: self.width, height: now.height });
        self.drawn.resize({ width: self.width, height: now.height });
        self.drawn.setOption(Object.assign(basics(), now.option(self.width)), { notMerge: true });
        self.drawn.getZr().flush();
      }
    };
    charts.push(self);
    place.style.height = content().height + 'px';
    nearScreen.observe(place);
    resized.observe(place);
    watchers.push(() => {
      const now = content();
      whole.hidden = !now;
      if (now && self.drawn) self.draw();
    });
    return whole;
  }

  function basics() {
    return {
      animation: false,
      textStyle: { fontFamily: 'system-ui, sans-serif', color: colour('text') },
      tooltip: {
        confine: true,
        backgroundColor: colour('card'),
        borderColor: colour('line'),
        textStyle: { color: colour('text'), fontSize: 13 },
        formatter: point => tip(point.data.tip)
      }
    };
  }
  const tip = lines => lines && el('div', { class: 'tip' }, el('b', {}, lines[0]), lines.slice(1).map(line => el('div', {}, line)));
  const axis = (more = {}) => Object.assign({
    axisLine: { lineStyle: { color: colour('line') } },
    axisTick: { lineStyle: { color: colour('line') } },
    splitLine: { show: true, lineStyle: { color: colour('grid') } },
    nameTextStyle: { color: colour('muted') },
    nameLocation: 'middle',
    nameGap: 28
  }, more, { axisLabel: Object.assign({ color: colour('muted'), hideOverlap: true }, more.axisLabel) });
  const legend = names => ({ data: names, textStyle: { color: colour('text') }, inactiveColor: colour('line'), itemWidth: names ? 14 : 30, icon: names ? 'roundRect' : undefined });
  const compact = value => Math.abs(value) >= 10000
    ? value.toLocaleString('en', { notation: 'compact', maximumFractionDigits: 1 })
    : value.toLocaleString('en', { maximumSignificantDigits: 4 });

  /** Rows with names at the left. */
  function rowsAxis(names, width) {
    const room = Math.min(250, Math.round(width * 0.36));
    return {
      grid: { left: room + 12, right: 22, top: 8, bottom: 46 },
      yAxis: axis({
        type: 'category', inverse: true, data: names, splitLine: { show: false }, axisTick: { show: false },
        axisLabel: { color: colour('text'), width: room, overflow: 'break', interval: 0, hideOverlap: false, lineHeight: 14 }
      })
    };
  }

  /** Intervals as lines with small ends; an item is { value: [low, high, other axis], tip }. */
  function whiskers(items, upright) {
    return {
      type: 'custom',
      clip: true,
      data: items,
      encode: upright ? { x: 2, y: [0, 1] } : { x: [0, 1], y: 2 },
      renderItem(params, api) {
        const end = side => upright ? api.coord([api.value(2), api.value(side)]) : api.coord([api.value(side), api.value(2)]);
        const [a, b] = [end(0), end(1)];
        const item = items[params.dataIndexInside];
        const line = (x1, y1, x2, y2) => ({
          type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: item.colour, lineWidth: 2 }
        });
        const cap = point => upright
          ? line(point[0] - 4, point[1], point[0] + 4, point[1])
          : line(point[0], point[1] - 5, point[0], point[1] + 5);
        return { type: 'group', children: [line(a[0], a[1], b[0], b[1]), cap(a), cap(b)] };
      },
      z: 2
    };
  }
  /** The ends of an axis: intervals of few forks may be so wide that nothing else could be seen. */
  const ends = (values, lows, highs) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const room = Math.max(most - least, 0.02 * most) * 1.5;
    const low = Math.min(least, ...lows.filter(known));
    const high = Math.max(most, ...highs.filter(known));
    const margin = (Math.min(high, most + room) - Math.max(low, least - room)) * 0.04;
    return { min: Math.max(low, least - room) - margin, max: Math.min(high, most + room) + margin };
  };
  const points = (items, symbol, size, hollow) => ({
    type: 'scatter',
    symbol,
    symbolSize: size,
    z: hollow ? 3 : 4,
    data: items.map(item => ({
      value: item.value,
      tip: item.tip,
      symbol: item.symbol || symbol,
      symbolRotate: item.rotate || 0,
      itemStyle: hollow
        ? { color: 'transparent', borderColor: item.colour, borderWidth: 1.5 }
        : { color: item.colour, borderColor: colour('card'), borderWidth: 1 }
    }))
  });

  // ---- summary

  function warn(text) {
    section('summary').append(el('p', { class: 'warning' }, text));
  }
  const againstName = versus => runNames[versus.run] + ' against ' + runNames[0];

  function summaryOfComparison(versus) {
    if (!versus.comparison) {
      warn(againstName(versus) + ': not compared, because the runs are not alike: '
        + versus.unlike.map(difference).join('; ') + '. The option --anyway compares them.');
      return;
    }
    const c = versus.comparison;
    const of = verdict => c.benchmarks.filter(row => row.change.verdict === verdict);
    const [faster, slower, none] = [of('faster'), of('slower'), of('no difference shown')];
    const greatest = rows => [...rows].sort((a, b) => Math.abs(Math.log(b.change.ratio)) - Math.abs(Math.log(a.change.ratio)))[0];
    const most = row => label(row) + ' ' + percent(row.change.ratio)
      + (known(row.change.low) ? ' (' + percent(row.change.low) + ' to ' + percent(row.change.high) + ')' : '');
    const orNone = rows => rows.length || 'none';
    const rounds = none.map(row => row.change.roundsForThreePercent).filter(known);
    const card = (verdict, rows, style) => el('div', { class: 'card' },
      el('div', { class: 'figure ' + style }, String(rows.length)),
      el('div', {}, verdict),
      el('div', { class: 'more' }, rows.length && style !== 'none' ? 'most: ' + most(greatest(rows)) : null));
    section('summary').append(
      el('h3', {}, againstName(versus)),
      el('p', {}, 'Of ' + count(c.benchmarks.length, 'benchmark') + ' in both, ' + orNone(faster) + ' became faster, '
        + orNone(slower) + ' slower; of ' + orNone(none) + ' a difference was not shown.'
        + (rounds.length ? ' A change of 3 % would be shown there by ' + fromTo(rounds, 'round') + ' of forks.' : '')),
      el('div', { class: 'cards verdicts' },
        card('faster', faster, 'faster'), card('slower', slower, 'slower'), card('no difference shown', none, 'none')));
    if (versus.unlike.length) {
      warn('Compared although the runs are not alike: ' + versus.unlike.map(difference).join('; ') + '.');
    }
  }
  const difference = d => d.what + ' ' + (d.old || 'nothing') + ' against ' + (d.new || 'nothing');

  function summaryOfKinds() {
    const handshakes = report.benchmarks.filter(row => row.params.kind && row.runs.some(run => run && run.handshake));
    const headline = handshakes.filter(row => shortName(row) === 'HandshakeBenchmark.handshake');
    const rows = headline.length ? headline : handshakes;
    const cards = ORDER.filter(kind => rows.some(row => row.params.kind === kind)).map(kind =>
      el('div', { class: 'card' }, el('div', { class: 'what' }, KINDS[kind]), report.runs.map((_, run) => {
        const best = rows.filter(row => row.params.kind === kind && row.runs[run])
          .sort((a, b) => b.runs[run].score - a.runs[run].score)[0];
        if (!best) return el('div', { class: 'run' }, several ? swatch(run) : null, 'not measured');
        const m = best.runs[run];
        const median = m.latency && m.latency.percentiles.find(p => p.percentile === 50);
        const p99 = m.latency && m.latency.percentiles.find(p => p.percentile === 99);
        return el('div', { class: 'run' },
          several ? el('div', { class: 'more' }, swatch(run), runNames[run]) : null,
          el('div', { class: 'figure' }, figure(m.score, 3), el('span', { class: 'unit' }, ' ' + perSecond(m.unit))),
          el('div', { class: 'more' }, 'the highest rate, with ' + threads(best.threads)
            + (known(m.low) ? '; ' + interval + ' interval ' + range(m.low, m.high) : '; one fork, so no interval')),
          median ? el('div', { class: 'more' }, 'half take at most ' + micros(median.micros)
            + (p99 ? ', 99 % at most ' + micros(p99.micros) : '')) : null,
          known(m.allocatedBytes) ? el('div', { class: 'more' }, figure(m.allocatedBytes / 1024, 3) + ' KiB allocated each') : null);
      })));
    if (cards.length) section('summary').append(el('div', { class: 'cards' }, cards));
    cheaper(rows);
  }
  const swatch = run => {
    const mark = el('span', { class: 'swatch' });
    mark.style.background = 'var(--run' + run % 6 + ')';
    return mark;
  };
  const perSecond = unit => unit === 'ops/s' ? 'a second' : unit;
  const micros = value => value >= 1000 ? figure(value / 1000, 3) + '\u00a0ms' : figure(value, 3) + '\u00a0µs';

  /** How many times a resumption beats a full handshake that is the same in all else. */
  function cheaper(rows) {
    const others = row => JSON.stringify([row.benchmark, row.threads, row.mode,
      Object.entries(row.params).filter(([name]) => name !== 'kind')]);
    for (const [run, name] of runNames.entries()) {
      const said = ['SESSION_ID', 'TICKET'].map(kind => {
        const ratios = rows.filter(row => row.params.kind === kind && row.runs[run]).map(row => {
          const full = rows.find(other => other.params.kind === 'FULL' && others(other) === others(row) && other.runs[run]);
          return full && row.runs[run].score / full.runs[run].score;
        }).filter(known);
        if (!ratios.length) return null;
        const [least, most] = [figure(Math.min(...ratios), 2), figure(Math.max(...ratios), 2)];
        return KINDS[kind].replace('resumptions', 'resumption') + ' is '
          + (least === most ? least : least + ' to ' + most) + ' times as fast as a full handshake';
      }).filter(Boolean);
      if (said.length) {
        const text = said.join(', ');
        section('summary').append(el('p', {}, several ? swatch(run) : null, several ? name + ': ' : null,
          text[0].toUpperCase() + text.slice(1) + '.'));
      }
    }
  }

  function buildSummary() {
    section('common').textContent = (several ? report.runs.length + ' runs: ' : '')
      + report.runs.map((run, i) => (several && byJdk ? runNames[i] + ' (' + run.name + ')' : run.name + ', JDK ' + run.jdk)).join('; ')
      + (common.length ? '. All benchmarks: ' + common.join(', ') : '') + '.';
    report.comparisons.forEach(summaryOfComparison);
    summaryOfKinds();
    if (!several) {
      section('summary').append(el('p', {}, count(report.benchmarks.length, 'benchmark')
        + (report.benchmarks.length === 1 ? ' was' : ' were') + ' measured.'));
    }
    report.runs.forEach((run, i) => {
      if (run.incomplete) warn('The run ' + runNames[i] + ' is incomplete: it was interrupted, or a part of it failed.');
      run.notes.forEach(note => warn((several ? runNames[i] + ': ' : '') + note + '.'));
    });
    const measured = report.benchmarks.flatMap(row => row.runs.map((m, run) => ({ row, m, run }))).filter(x => x.m);
    const alone = measured.filter(x => x.m.forks.length === 1);
    if (alone.length) {
      warn(count(alone.length, 'figure') + ' of one fork only: what one fork shows may be that fork’s alone, so there is no interval.');
    }
    const unsteady = measured.filter(x => x.m.iterations && !['flat', 'too short to tell'].includes(x.m.iterations.shape));
    if (unsteady.length) {
      const shapes = [...new Set(unsteady.map(x => x.m.iterations.shape))].join(', ');
      warn(unsteady.length + ' of ' + count(measured.length, 'figure') + (unsteady.length === 1 ? ' is' : ' are') + ' of iterations that were not steady (' + shapes
        + '): the table of all figures tells which.');
    }
    const tooShort = measured.filter(x => x.m.iterations && x.m.iterations.shape === 'too short to tell');
    if (tooShort.length) {
      warn(count(tooShort.length, 'figure') + ' of too few iterations to tell whether the warm-up was over.');
    }
  }

  // ---- ratios

  const VERDICTS = {
    'faster': { style: 'faster', colour: 'good', symbol: 'triangle', rotate: 0, sign: '▲ ' },
    'slower': { style: 'slower', colour: 'bad', symbol: 'triangle', rotate: 180, sign: '▼ ' },
    'no difference shown': { style: 'none', colour: 'none', symbol: 'circle', rotate: 0, sign: '~ ' }
  };
  const changeColumns = [
    { head: 'change', numeric: true, value: row => row.change.ratio, text: row => percent(row.change.ratio) },
    { head: 'low', numeric: true, value: row => row.change.low, text: row => known(row.change.low) ? percent(row.change.low) : '–' },
    { head: 'high', numeric: true, value: row => row.change.high, text: row => known(row.change.high) ? percent(row.change.high) : '–' },
    { head: 'p, adjusted', numeric: true, value: row => row.change.adjustedP,
      text: row => !known(row.change.adjustedP) ? '–' : row.change.adjustedP < 0.001 ? '< 0.001' : fixed(row.change.adjustedP, 3) },
    { head: 'verdict', value: row => row.change.verdict, text: row => el('span', { class: VERDICTS[row.change.verdict].style },
      VERDICTS[row.change.verdict].sign + row.change.verdict) },
    { head: 'rounds to show 3 %', numeric: true, value: row => row.change.roundsForThreePercent,
      text: row => known(row.change.roundsForThreePercent) ? String(row.change.roundsForThreePercent) : '–' }
  ];

  function ratioChart(versus) {
    const c = versus.comparison;
    const rows = inOrder(c.benchmarks);
    const content = () => {
      const visible = rows.filter(shown);
      if (!visible.length) return null;
      return {
        height: 66 + 30 * visible.length,
        option(width) {
          const items = visible.map((row, i) => {
            const verdict = VERDICTS[row.change.verdict];
            const at = ratio => (ratio - 1) * 100;
            return {
              mean: [at(row.change.ratio), i], low: at(row.change.low), high: at(row.change.high), i,
              known: known(row.change.low), colour: colour(verdict.colour), symbol: verdict.symbol, rotate: verdict.rotate,
              tip: [label(row), percent(row.change.ratio) + ' of speed: ' + row.change.verdict,
                known(row.change.low) ? interval + ' interval ' + percent(row.change.low) + ' to ' + percent(row.change.high) : 'one fork a side: no interval',
                runNames[0] + ': ' + figure(row.old.score) + ' ' + row.unit,
                runNames[versus.run] + ': ' + figure(row.new.score) + ' ' + row.unit]
            };
          });
          const reach = Math.max(5, 2.5 * Math.max(...items.map(x => Math.abs(x.mean[0]))));
          const marks = points(items.map(x => ({ value: x.mean, tip: x.tip, colour: x.colour, symbol: x.symbol, rotate: x.rotate })), 'circle', 13);
          marks.markLine = {
            silent: true, symbol: 'none', label: { show: false }, data: [{ xAxis: 0 }],
            lineStyle: { color: colour('text'), type: 'solid', width: 1 }
          };
          if (c.floor.percent > 0) {
            marks.markArea = {
              silent: true, itemStyle: { color: colour('none'), opacity: 0.15 },
              data: [[{ xAxis: -c.floor.percent }, { xAxis: c.floor.percent }]]
            };
          }
          return Object.assign(rowsAxis(visible.map(row => label(row)), width), {
            xAxis: axis({
              type: 'value', name: 'change of speed, %: right is faster',
              min: Math.max(-reach, Math.min(-1, ...items.map(x => x.mean[0]), ...items.map(x => x.low).filter(known))),
              max: Math.min(reach, Math.max(1, ...items.map(x => x.mean[0]), ...items.map(x => x.high).filter(known))),
              axisLabel: {
                showMinLabel: false, showMaxLabel: false,
                formatter: value => (value > 0 ? '+' : value < 0 ? '−' : '') + compact(Math.abs(value))
              }
            }),
            series: [
              whiskers(items.filter(x => x.known).map(x => ({ value: [x.low, x.high, x.i], tip: x.tip, colour: x.colour }))),
              marks
            ]
          });
        }
      };
    };
    const data = table('Change of speed, ' + againstName(versus), [
      ...dimensionColumns(row => row),
      number(runNames[0], row => row.old.score),
      number(runNames[versus.run], row => row.new.score),
      column('unit', row => row.unit),
      ...changeColumns
    ], rows, row => row);
    return chart(againstName(versus), 'ratio of speeds with its interval of ' + interval
      + (c.floor.percent > 0 ? '; grey: ' + fixed(c.floor.percent, 1) + ' %, under which no difference is claimed' : ''), content, data);
  }

  function buildRatios() {
    const compared = report.comparisons.filter(versus => versus.comparison && versus.comparison.benchmarks.length);
    if (!compared.length) return;
    section('ratios').hidden = false;
    const turns = compared.filter(versus => versus.comparison.inTurns).length;
    const byRounds = 'the ratios of rounds, whose forks took turns, each the median of those of its turns';
    const byForks = 'resampling forks, then iterations within';
    const way = turns === 0 ? byForks : turns === compared.length ? byRounds
      : byRounds + ' where both are of one run, else by ' + byForks;
    section('ratios').append(el('p', { class: 'how' }, 'A line is the interval of ' + interval + ' of a ratio of speeds, by '
      + way + '; ▲ is faster, ▼ slower, ● no difference shown. Verdicts allow for the'
      + ' number of benchmarks (Benjamini and Hochberg).'));
    for (const versus of compared) {
      const c = versus.comparison;
      section('ratios').append(el('div', { class: 'charts wide' }, ratioChart(versus)));
      if (c.latencies.length) {
        section('ratios').append(el('details', {}, el('summary', {}, 'Latency percentiles compared'),
          table('Latency percentiles, ' + againstName(versus), [
            ...dimensionColumns(row => row),
            { head: 'percentile', numeric: true, value: row => row.percentile, text: row => String(row.percentile) },
            number(runNames[0] + ', µs', row => row.oldMicros),
            number(runNames[versus.run] + ', µs', row => row.newMicros),
            ...changeColumns
          ], c.latencies, row => row)));
      }
      c.benchmarks.filter(row => row.ratioOfMeans !== null).forEach(row => section('ratios').append(el('p', { class: 'how' },
        'By the means of all turns, ' + label(row) + ': ' + percent(row.ratioOfMeans) + ': few turns are far slower than most, as by'
        + ' pauses.')));
      const alone = [[runNames[0], c.onlyOld], [runNames[versus.run], c.onlyNew]].filter(([, ids]) => ids.length);
      alone.forEach(([name, ids]) => section('ratios').append(
        el('p', { class: 'how' }, 'Only in ' + name + ': ' + ids.map(id => label(id)).join('; ') + '.')));
      if (c.notComparable.length) {
        section('ratios').append(el('p', { class: 'how' }, 'Not compared, for want of positive figures of one kind: '
          + c.notComparable.map(id => label(id)).join('; ') + '.'));
      }
    }
  }

  // ---- rates

  const measurements = rows => rows.flatMap(row =>
    row.runs.map((m, run) => ({ row, m, run })).filter(x => x.m));
  const rowName = x => [dimensions.some(d => d.name === 'threads') ? threads(x.row.threads) : null, several ? runNames[x.run] : null]
    .filter(Boolean).join(', ') || label(x.row);

  function buildRates() {
    section('rates').append(el('p', { class: 'how' }, 'A small ring is the mean of one fork (a JVM of its own), the diamond the mean'
      + ' of all, the line its interval of ' + interval + '; a line without a small end goes on beyond the plot. The axes do not'
      + ' start at zero.'));
    const all = groups(report.benchmarks).map(rows => {
      const measured = measurements(rows);
      const units = new Set(measured.map(x => x.m.unit));
      const content = () => {
        const visible = measured.filter(x => shown(x.row));
        if (!visible.length) return null;
        return {
          height: 62 + 34 * visible.length,
          option(width) {
            const text = x => [rowName(x), figure(x.m.score) + ' ' + x.m.unit,
              known(x.m.low) ? interval + ' interval ' + range(x.m.low, x.m.high, 4) : 'no interval'];
            return Object.assign(rowsAxis(visible.map(rowName), width), {
              xAxis: axis({
                type: 'value', ...ends(visible.flatMap(x => [x.m.score, ...x.m.forks]), visible.map(x => x.m.low), visible.map(x => x.m.high)),
                splitNumber: width < 420 ? 3 : 5,
                name: [...units].join(', ') + (visible[0].m.rate ? ', more is faster' : ', less is faster'),
                axisLabel: { formatter: compact, showMinLabel: false, showMaxLabel: false }
              }),
              series: [
                whiskers(visible.map((x, i) => ({ value: [x.m.low, x.m.high, i], tip: text(x), colour: runColour(x.run) }))
                  .filter(item => known(item.value[0]))),
                points(visible.flatMap((x, i) => x.m.forks.map((fork, n) => ({
                  value: [fork, i], colour: runColour(x.run), tip: [rowName(x), 'fork ' + (n + 1) + ': ' + figure(fork) + ' ' + x.m.unit]
                }))), 'circle', 9, true),
                points(visible.map((x, i) => ({ value: [x.m.score, i], tip: text(x), colour: runColour(x.run) })), 'diamond', 14)
              ]
            });
          }
        };
      };
      const data = table(label(rows[0], 'threads'), [
        { head: 'threads', numeric: true, value: x => x.row.threads, text: x => String(x.row.threads) },
        runColumn,
        number('mean', x => x.m.score),
        number('low', x => x.m.low),
        number('high', x => x.m.high),
        column('unit', x => x.m.unit),
        { head: 'forks', numeric: true, value: x => x.m.forks.length, text: x => String(x.m.forks.length) },
        column('fork by fork', x => x.m.forks.map(fork => figure(fork)).join('; '), null, true)
      ], measured, x => x.row);
      return chart(label(rows[0], 'threads'), null, content, data);
    });
    section('rates').append(el('div', { class: 'charts' }, all));
  }

  // ---- scaling

  const coefficient = (name, of, digits) => [
    number(name, x => of(x.law)?.value, digits),
    number('low', x => of(x.law)?.low, digits),
    number('high', x => of(x.law)?.high, digits)
  ];

  function buildScaling() {
    if (!report.scaling.length) return;
    section('scaling').hidden = false;
    const twoOnly = report.scaling.some(s => !s.law.crosstalk);
    section('scaling').append(el('p', { class: 'how' }, 'The line is the Universal Scalability Law, λN / (1 + σ(N−1) + κN(N−1)) for N'
      + ' threads: λ the rate of one thread, σ the share that one thread at a time can do (contention), κ what each pair of'
      + ' threads costs (crosstalk). It is dashed beyond what was measured.'
      + (twoOnly ? ' From two numbers of threads σ and κ cannot be told apart: there κ is left out, and σ stands for both.' : '')));
    const all = groups(report.benchmarks).map(rows => {
      const key = keyWithoutThreads(rows[0]);
      const fits = report.scaling.filter(s => keyWithoutThreads(s) === key);
      if (!fits.length) return null;
      const measured = measurements(rows).filter(x => fits.some(fit => fit.run === x.run));
      const most = Math.max(...measured.map(x => x.row.threads));
      const content = () => measured.some(x => shown(x.row)) ? {
        height: 300,
        option(width) {
          // beside each other, where runs would hide each other's intervals
          const beside = x => x.row.threads + (x.run - (report.runs.length - 1) / 2) * 0.025 * most;
          const text = x => [runNames[x.run], threads(x.row.threads) + ': ' + figure(x.m.score) + ' ' + x.m.unit,
            known(x.m.low) ? interval + ' interval ' + range(x.m.low, x.m.high, 4) : 'no interval'];
          const line = (fit, inside) => ({
            type: 'line', name: runNames[fit.run], showSymbol: false, silent: true, z: 1,
            data: fit.curve.filter(([n]) => inside ? n <= most + 1e-9 : n >= most - 1e-9),
            lineStyle: { color: runColour(fit.run), width: 2, type: inside ? 'solid' : 'dashed' },
            itemStyle: { color: runColour(fit.run) }
          });
          return {
            grid: { left: 70, right: 20, top: several ? 40 : 14, bottom: 44 },
            legend: several ? legend(fits.map(fit => runNames[fit.run])) : undefined,
            xAxis: axis({ type: 'value', min: 0, max: 2 * most, minInterval: 1, name: 'threads' }),
            yAxis: axis({ type: 'value', min: 0, max: 1.4 * Math.max(...measured.map(x => x.m.score), ...fits.flatMap(fit => fit.curve.map(([, rate]) => rate))), name: fits[0].unit, nameGap: 54, axisLabel: { formatter: compact, showMaxLabel: false } }),
            series: [
              ...fits.flatMap(fit => [line(fit, true), line(fit, false)]),
              whiskers(measured.filter(x => known(x.m.low)).map(x =>
                ({ value: [x.m.low, x.m.high, beside(x)], tip: text(x), colour: runColour(x.run) })), true),
              points(measured.map(x => ({ value: [beside(x), x.m.score], tip: text(x), colour: runColour(x.run) })), 'diamond', 14)
            ]
          };
        }
      } : null;
      const coefficients = table('Coefficients, ' + label(rows[0], 'threads'), [
        { head: 'run', value: fit => fit.run, text: fit => runNames[fit.run] },
        ...coefficient('λ, ' + fits[0].unit, law => law.single),
        ...coefficient('σ', law => law.contention, 3),
        ...coefficient('κ', law => law.crosstalk, 3),
        { head: 'most at threads', numeric: true, value: fit => fit.peakThreads, text: fit => known(fit.peakThreads) ? figure(fit.peakThreads, 3) : 'no peak' }
      ], fits);
      const data = el('div', {}, coefficients, table('Rates, ' + label(rows[0], 'threads'), [
        { head: 'threads', numeric: true, value: x => x.row.threads, text: x => String(x.row.threads) },
        runColumn,
        number('mean', x => x.m.score),
        number('low', x => x.m.low),
        number('high', x => x.m.high),
        { head: 'by the law', numeric: true, value: x => byLaw(fits.find(fit => fit.run === x.run).law, x.row.threads),
          text: x => figure(byLaw(fits.find(fit => fit.run === x.run).law, x.row.threads)) },
        column('unit', x => x.m.unit)
      ], measured, x => x.row));
      const note = fits.map(fit => (several ? runNames[fit.run] + ': ' : '') + 'λ ' + figure(fit.law.single.value, 3) + ' ' + fit.unit
        + ', σ ' + figure(fit.law.contention.value, 2)
        + (fit.law.crosstalk ? ', κ ' + figure(fit.law.crosstalk.value, 2) : '')).join('; ');
      return chart(label(rows[0], 'threads'), note, content, data);
    });
    section('scaling').append(el('div', { class: 'charts' }, all));
  }
  const byLaw = (law, n) => law.single.value * n
    / (1 + law.contention.value * (n - 1) + (law.crosstalk ? law.crosstalk.value : 0) * n * (n - 1));

  // ---- latency

  const LINES = ['solid', 'dashed', 'dotted'];

  function buildLatency() {
    if (!report.benchmarks.some(row => row.runs.some(m => m && m.latency))) return;
    section('latency').hidden = false;
    section('latency').append(el('p', { class: 'how' }, 'Every operation of all forks together. Across, on HdrHistogram’s axis, each'
      + ' step is ten times rarer; up, the time that so many did not exceed, on a logarithmic axis.'));
    const all = groups(report.benchmarks).map(rows => {
      const measured = measurements(rows).filter(x => x.m.latency);
      if (!measured.length) return null;
      const counts = [...new Set(measured.map(x => x.row.threads))];
      const content = () => {
        const visible = measured.filter(x => shown(x.row));
        if (!visible.length) return null;
        return {
          height: 290 + 12 * visible.length,
          option(width) {
            const most = Math.max(...visible.map(x => x.m.latency.count));
            const line = x => ({
              type: 'line', name: rowName(x), showSymbol: false, symbol: 'circle', step: false,
              lineStyle: { color: runColour(x.run), width: 2, type: LINES[counts.indexOf(x.row.threads) % 3] },
              itemStyle: { color: runColour(x.run) },
              data: x.m.latency.distribution.filter(([p]) => p < 100 && 1 / (1 - p / 100) <= x.m.latency.count)
                .map(([p, us]) => [1 / (1 - p / 100), us])
            });
            return {
              grid: { left: 64, right: 22, top: 16 + 24 * Math.ceil(visible.length / Math.floor(width / 190)), bottom: 46 },
              legend: legend(),
              tooltip: Object.assign(basics().tooltip, {
                trigger: 'axis', axisPointer: { lineStyle: { color: colour('muted') } },
                formatter: hits => tip([percentile(hits[0].value[0]), ...hits.map(hit => hit.seriesName + ': ' + micros(hit.value[1]))])
              }),
              xAxis: axis({ type: 'log', name: 'percentile', min: 1, max: most,
                axisLabel: { formatter: percentile, fontSize: 11, showMaxLabel: false }, minorSplitLine: { show: false } }),
              yAxis: axis({ type: 'log', name: 'µs', nameGap: 46, min: extent => 10 ** Math.floor(Math.log10(extent.min)), axisLabel: { formatter: compact } }),
              series: visible.map(line)
            };
          }
        };
      };
      const asked = [...new Set(measured.flatMap(x => x.m.latency.percentiles.map(p => p.percentile)))].sort((a, b) => a - b);
      const data = table('Latency in µs, with intervals of ' + interval + ', ' + label(rows[0], 'threads'), [
        { head: 'threads', numeric: true, value: x => x.row.threads, text: x => String(x.row.threads) },
        runColumn,
        ...asked.flatMap(p => {
          const of = x => x.m.latency.percentiles.find(q => q.percentile === p);
          return [number('p' + p, x => of(x)?.micros),
            { head: 'p' + p + ' interval', numeric: true, value: x => of(x)?.low, text: x => range(of(x)?.low, of(x)?.high) }];
        }),
        number('greatest', x => x.m.latency.distribution.at(-1)[1]),
        { head: 'operations', numeric: true, value: x => x.m.latency.count, text: x => fixed(x.m.latency.count, 0) }
      ], measured, x => x.row);
      return chart(label(rows[0], 'threads'), null, content, data);
    });
    section('latency').append(el('div', { class: 'charts' }, all));
  }
  const percentile = x => String(+(100 - 100 / x).toPrecision(12)).slice(0, 9) + ' %';

  // ---- allocation

  function buildAllocation() {
    const rows = inOrder(report.benchmarks).filter(row => row.runs.some(m => m && known(m.allocatedBytes)));
    if (!rows.length) return;
    section('allocation').hidden = false;
    section('allocation').append(el('p', { class: 'how' }, 'Bytes that an operation allocates on the heap, client and server together'
      + ' where both run.'));
    const measured = measurements(rows).filter(x => known(x.m.allocatedBytes));
    const content = () => {
      const visible = rows.filter(shown);
      if (!visible.length) return null;
      return {
        height: 92 + visible.length * (14 + 16 * report.runs.length),
        option(width) {
          const base = rowsAxis(visible.map(row => label(row)), width);
          base.grid.top = several ? 40 : 8;
          return Object.assign(base, {
            legend: several ? legend(runNames) : undefined,
            xAxis: axis({ type: 'value', name: 'bytes an operation', splitNumber: width < 420 ? 3 : 5, axisLabel: { formatter: compact } }),
            series: report.runs.map((_, run) => ({
              type: 'bar', name: runNames[run], barMaxWidth: 16, itemStyle: { color: runColour(run) },
              data: visible.map(row => ({
                value: row.runs[run] && row.runs[run].allocatedBytes,
                tip: [label(row), (several ? runNames[run] + ': ' : '') + figure(row.runs[run]?.allocatedBytes, 6) + ' bytes']
              }))
            }))
          });
        }
      };
    };
    const data = table('Bytes an operation', [
      ...dimensionColumns(x => x.row),
      runColumn,
      { head: 'bytes', numeric: true, value: x => x.m.allocatedBytes, text: x => fixed(x.m.allocatedBytes, 0) }
    ], measured, x => x.row);
    section('allocation').append(el('div', { class: 'charts wide' }, chart('Bytes an operation', null, content, data)));
  }

  // ---- everything

  function buildFigures() {
    section('figures').append(el('p', { class: 'how' }, 'A click on a head sorts, a second one the other way.'));
    const all = measurements(inOrder(report.benchmarks));
    const at = p => x => x.m.latency?.percentiles.find(q => q.percentile === p)?.micros;
    const optional = (c, value) => all.some(x => known(value(x))) ? [c] : [];
    const side = name => x => x.m.handshake?.[name];
    const untilSteady = (unit, value, digits) => ({
      head: unit + ' until 95 % of the steady rate',
      numeric: true,
      // what was not reached comes after all that was
      value: x => x.m.warmUp ? value(x.m.warmUp) ?? Number.MAX_VALUE : undefined,
      text: x => {
        const w = x.m.warmUp;
        if (!w) return '–';
        if (!known(value(w))) return w.reached ? 'not reached by ' + (w.forks - w.reached) + ' of ' + w.forks : 'not reached';
        return fixed(value(w), digits) + (w.reached < w.forks ? ', by ' + w.reached + ' of ' + w.forks : '');
      }
    });
    const figures = [
      number('server µs', side('serverMicros')),
      number('client µs', side('clientMicros')),
      number('p50 µs', at(50)),
      number('p99 µs', at(99)),
      number('p99.9 µs', at(99.9)),
      { head: 'bytes', numeric: true, value: x => x.m.allocatedBytes, text: x => known(x.m.allocatedBytes) ? fixed(x.m.allocatedBytes, 0) : '–' },
      untilSteady('s', w => w.seconds, 1),
      untilSteady('operations', w => w.operations, 0)
    ];
    section('figures').append(table('Every benchmark of every run; intervals of ' + interval, [
      ...dimensionColumns(x => x.row),
      ...(several ? [runColumn] : []),
      number('score', x => x.m.score),
      number('low', x => x.m.low),
      number('high', x => x.m.high),
      column('unit', x => x.m.unit),
      { head: 'forks', numeric: true, value: x => x.m.forks.length, text: x => String(x.m.forks.length) },
      ...figures.flatMap(c => optional(c, c.value)),
      column('iterations', x => x.m.iterations?.shape)
    ], all, x => x.row));
  }

  // ---- environment

  function buildEnvironment() {
    const rows = report.environment.map(row => el('tr', { class: row.differs ? 'differs' : null },
      el('th', { scope: 'row' }, (row.differs ? '≠ ' : '') + row.name),
      row.values.map(value => el('td', { class: 'long' }, value || '–'))));
    const body = el('tbody', {}, rows);
    if (several) {
      const differing = report.environment.filter(row => row.differs).length;
      const only = el('input', { type: 'checkbox', id: 'differences' });
      only.addEventListener('change', () => rows.forEach((row, i) => {
        row.hidden = only.checked && !report.environment[i].differs;
      }));
      section('environment').append(
        el('p', { class: 'how' }, differing === 0 ? 'The runs tell no difference.'
          : count(differing, 'difference') + ', marked by ≠ and colour; times and loads always differ, and are not marked.'),
        el('label', { class: 'toggle' }, only, ' differences only'));
    }
    section('environment').append(el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Environment' },
      el('table', {}, el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, ' '), runNames.map((name, i) =>
        el('th', { scope: 'col' }, several ? swatch(i) : null, several ? name : report.runs[i].name)))), body)));
  }

  // ---- together

  function redraw() {
    charts.forEach(chart => chart.drawn && chart.draw());
  }
  function print(now) {
    printing = now;
    document.documentElement.classList.toggle('print', now);
    charts.forEach(chart => (now || chart.drawn) && chart.draw());
  }
  dark.addEventListener('change', redraw);
  addEventListener('beforeprint', () => print(true));
  addEventListener('afterprint', () => print(false));

  buildSummary();
  buildFilter();
  buildRatios();
  buildRates();
  buildScaling();
  buildLatency();
  buildAllocation();
  buildFigures();
  buildEnvironment();
  if (report.benchmarks.length < 2) section('filter').hidden = true;
})();
