"""Charts of figures as SVG, drawn by pygal."""

import pygal
from pygal.style import CleanStyle


def bars(title, figures):
    """Return a chart with a bar for each figure, on a logarithmic scale."""
    chart = pygal.HorizontalBar(style=CleanStyle, show_legend=False, logarithmic=True, title=title)
    chart.x_labels = list(reversed(figures))
    chart.add(title, [round(value) for value in reversed(figures.values())])
    return chart.render(is_unicode=True)
