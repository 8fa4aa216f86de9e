using ScottPlot;
using ScottPlot.Rendering.RenderActions;
using SkiaSharp;

namespace Experiments.Output.Figures;

/// <summary>
/// ScottPlot's part in a panel: grid, frame, ticks and labels around an area, with the panel's own drawing in between.
/// </summary>
/// <remarks>
/// All of ScottPlot's axes run from 0 to 1. Our axes give values their places, in ranges up to the largest doubles too.
/// </remarks>
internal static class AxesFrame
{
    /// <summary>Draws the frame, and calls for what lies within it after the grid, clipped to the area.</summary>
    public static void Draw(SKCanvas canvas, Area area, Axis right, bool isFoot, Action content)
    {
        using var plot = new Plot();
        var bounds = new PixelRect(area.Bounds.Left, area.Bounds.Right, area.Bounds.Bottom, area.Bounds.Top);
        plot.Layout.Fixed(bounds);
        Dress(plot.Axes.Bottom, area.X, bounds.Width, isFoot ? Style.BottomMargin : 0);
        Dress(plot.Axes.Left, area.Y, bounds.Height, area.Y.Margin);
        Dress(plot.Axes.Right, right, bounds.Height, Style.RightAxisMargin);
        Dress(plot.Axes.Top, Axis.Blank, bounds.Width, 0);
        plot.Grid.MajorLineColor = Color.FromSKColor(Style.Grid.Colour);
        plot.Grid.MajorLineWidth = Style.Grid.Width;
        plot.PlottableList.Add(new Layer(content));

        // The figure's ground is drawn already. By default ScottPlot repeats its first rendering.
        plot.RenderManager.Remove<ClearCanvas>();
        plot.RenderManager.Remove<RenderFigureBackground>();
        plot.RenderManager.RenderFinished += (_, _) => plot.RenderManager.EnableRendering = false;
        plot.Render(canvas, bounds);
    }

    private static void Dress(IAxis frame, Axis axis, double length, float size)
    {
        var marks = axis.Ticks(length, frame.Edge is Edge.Bottom or Edge.Top);
        frame.Range.Set(0, 1);
        frame.TickGenerator = new FixedTicks([.. marks.Ticks]);
        frame.TickLabelStyle.IsVisible = size > 0;
        frame.TickLabelStyle.FontSize = Style.TickFont;
        frame.TickLabelStyle.OffsetY = frame.Edge is Edge.Left or Edge.Right ? Style.TickLabelDrop : 0;
        frame.Label.Text = size > 0 ? axis.Label(marks) : "";
        frame.Label.FontSize = Style.LabelFont;
        frame.Label.Bold = false;
        (frame.TickLabelStyle.SubpixelText, frame.Label.SubpixelText) = (true, true);
        (frame.MinimumSize, frame.MaximumSize) = (size, size);
        (frame.MajorTickStyle.Length, frame.MinorTickStyle.Length) = (Style.MajorTick, Style.MinorTick);
        foreach (var tick in new[] { frame.MajorTickStyle, frame.MinorTickStyle })
        {
            (tick.Width, tick.Color) = (Style.Frame.Width, Color.FromSKColor(Style.Frame.Colour));
        }

        (frame.FrameLineStyle.Width, frame.FrameLineStyle.Color) = (Style.Frame.Width, Color.FromSKColor(Style.Frame.Colour));
    }

    private sealed class FixedTicks(Tick[] ticks) : ITickGenerator
    {
        public Tick[] Ticks => ticks;

        public int MaxTickCount { get; set; }

        public void Regenerate(CoordinateRange range, Edge edge, PixelLength size, Paint paint, LabelStyle labelStyle)
        {
        }
    }

    private sealed class Layer(Action content) : IPlottable
    {
        public bool IsVisible { get; set; } = true;

        public IAxes Axes { get; set; } = new Axes();

        public IEnumerable<LegendItem> LegendItems => [];

        public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

        public void Render(RenderPack rp) => content();
    }
}
