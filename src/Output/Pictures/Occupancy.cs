using SkiaSharp;

namespace Experiments.Output.Pictures;

/// <summary>Where an area is drawn on already, pixel by logical pixel, so that texts can stand beside it.</summary>
internal sealed class Occupancy : IDisposable
{
    // Of 255: an edge pixel that ink covers less than this is free.
    private const byte Faint = 64;

    private readonly SKRect bounds;
    private readonly SKBitmap mask;
    private readonly SKCanvas canvas;
    private readonly Lazy<int[]> sums;

    /// <summary>An empty area.</summary>
    public Occupancy(SKRect bounds)
    {
        this.bounds = bounds;
        mask = new(new SKImageInfo((int)Math.Ceiling(bounds.Width), (int)Math.Ceiling(bounds.Height), SKColorType.Alpha8));
        canvas = new(mask);
        canvas.Clear();
        canvas.Translate(-bounds.Left, -bounds.Top);
        sums = new(Sums);
    }

    private int Stride => mask.Width + 1;

    /// <summary>Notes what is drawn; all of it before the first question.</summary>
    public void Mark(SKPath path, SKPaint paint) => canvas.DrawPath(path, paint);

    /// <summary>How many pixels of a box are drawn on.</summary>
    public int Ink(SKRect box)
    {
        var (left, right) = (Column(box.Left - bounds.Left, mask.Width), Column(box.Right - bounds.Left + 1, mask.Width));
        var (top, bottom) = (Column(box.Top - bounds.Top, mask.Height), Column(box.Bottom - bounds.Top + 1, mask.Height));
        return Upto(right, bottom) - Upto(left, bottom) - Upto(right, top) + Upto(left, top);

        static int Column(float at, int most) => Math.Clamp((int)at, 0, most);

        int Upto(int column, int row) => sums.Value[(row * Stride) + column];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        canvas.Dispose();
        mask.Dispose();
    }

    /// <summary>How many pixels left of and above each are drawn on, so that a box takes four look-ups.</summary>
    private int[] Sums()
    {
        canvas.Flush();
        var all = new int[Stride * (mask.Height + 1)];
        var pixels = mask.GetPixelSpan();
        for (var row = 0; row < mask.Height; row++)
        {
            var line = 0;
            for (var column = 0; column < mask.Width; column++)
            {
                line += pixels[(row * mask.RowBytes) + column] >= Faint ? 1 : 0;
                all[((row + 1) * Stride) + column + 1] = all[(row * Stride) + column + 1] + line;
            }
        }

        return all;
    }
}
