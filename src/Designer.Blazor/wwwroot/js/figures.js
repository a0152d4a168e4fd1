// Draws the charts of a page with ECharts, which is fetched only where there is a chart. Without it the tables beside the charts say the same.
(() => {
  const drawn = new WeakMap();
  let library;

  const load = () => library ??= new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = '/vendor/echarts.js';
    script.onload = () => done(window.echarts);
    script.onerror = () => { library = undefined; failed(new Error('ECharts could not be had.')); };
    document.head.append(script);
  });

  const token = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

  const optionOf = ({ kind, unit, bars }) => {
    const columns = kind === 'columns';
    const names = bars.map(b => b.label);
    const ink = { color: token('ink-2'), fontFamily: token('font'), fontSize: 13 };
    const category = { type: 'category', data: names, inverse: !columns, axisTick: { show: false }, axisLine: { show: columns, lineStyle: { color: token('line-strong') } }, axisLabel: { ...ink, width: columns ? undefined : 130, overflow: columns ? undefined : 'truncate' } };
    const value = { type: 'value', show: false, minInterval: 1 };
    return {
      animation: false,
      textStyle: { fontFamily: token('font') },
      grid: columns ? { left: 8, right: 8, top: 28, bottom: 28 } : { left: 138, right: 84, top: 4, bottom: 4 },
      xAxis: columns ? category : value,
      yAxis: columns ? value : category,
      tooltip: { trigger: 'item', renderMode: 'richText', formatter: p => `${p.name}  ${p.value.toLocaleString('zh-CN')} ${unit}`, backgroundColor: token('surface'), borderColor: token('line-strong'), textStyle: ink },
      series: [{
        type: 'bar', barMaxWidth: columns ? 44 : 18, barMinHeight: 2, cursor: 'pointer',
        data: bars.map(b => ({ value: b.value, name: b.label, itemStyle: { color: token(b.colour), borderRadius: columns ? [3, 3, 0, 0] : 3 } })),
        label: { show: true, position: columns ? 'top' : 'right', ...ink, color: token('ink'), formatter: p => columns ? p.value.toLocaleString('zh-CN') : `${p.value.toLocaleString('zh-CN')} ${unit}` },
      }],
    };
  };

  const drawOne = (echarts, element) => {
    const said = element.dataset.chart;
    const known = drawn.get(element);
    if (known?.said === said && known.theme === token('ink')) return;
    const model = JSON.parse(said);
    if (model.kind !== 'columns') element.style.height = `${Math.max(2, model.bars.length) * 34 + 8}px`;
    const chart = known?.chart ?? echarts.init(element, null, { renderer: 'canvas' });
    chart.resize();
    chart.setOption(optionOf(model), true);
    chart.off('click');
    chart.on('click', p => { const link = model.bars[p.dataIndex]?.link; if (link) (window.Blazor?.navigateTo ?? (to => location.assign(to)))(link); });
    if (!known) new ResizeObserver(() => chart.resize()).observe(element);
    drawn.set(element, { chart, said, theme: token('ink') });
  };

  const draw = async () => {
    const elements = [...document.querySelectorAll('[data-chart]')];
    if (elements.length === 0) return;
    try {
      const echarts = await load();
      for (const element of elements) drawOne(echarts, element);
    } catch {
      for (const element of elements) {
        element.hidden = true;
        element.parentElement.querySelector('details')?.setAttribute('open', '');
      }
    }
  };

  window.figures = { draw };
  new MutationObserver(draw).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
})();
