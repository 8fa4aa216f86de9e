using Experiments.Output.Pictures;
using SkiaSharp;

namespace Experiments.Tests.Output.Pictures;

public class PictureDifferenceTests
{
    private static readonly SKColor Grey = new(100, 100, 100);

    [Fact]
    public void A_picture_does_not_differ_from_itself()
    {
        var png = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "output", "curves.png"));
        var difference = PictureDifference.Between(png, png);
        Assert.True(difference.IsEqual);
        Assert.Equal((true, 0, 0), (difference.IsSameSize, difference.LargestChannel, difference.Pixels));
    }

    [Theory]
    [InlineData(0, 2, false)]
    [InlineData(2, 2, false)]
    [InlineData(3, 1, false)]
    [InlineData(40, 0, true)]
    public void Pixels_count_whose_channel_differs_by_more_than_is_allowed(int tolerance, int pixels, bool isEqual)
    {
        var changed = Png(3, 2, (0, 1, new(100, 103, 99)), (2, 0, new(100, 100, 60)));
        var difference = PictureDifference.Between(Png(3, 2), changed, tolerance);
        Assert.Equal(
            (true, 40, pixels, isEqual),
            (difference.IsSameSize, difference.LargestChannel, difference.Pixels, difference.IsEqual));
    }

    [Fact]
    public void A_transparent_pixel_differs_from_an_opaque_one()
    {
        var difference = PictureDifference.Between(Png(2, 2), Png(2, 2, (1, 1, Grey.WithAlpha(250))));
        Assert.Equal((1, 5), (difference.Pixels, difference.LargestChannel));
    }

    [Fact]
    public void Of_pictures_of_different_sizes_what_both_have_is_compared_and_they_are_never_equal()
    {
        var difference = PictureDifference.Between(Png(3, 2), Png(2, 4, (1, 1, SKColors.Black), (0, 3, SKColors.Black)), 10, isDrawn: true);
        Assert.Equal(
            (false, 2, 2, 100, 1),
            (difference.IsSameSize, difference.Width, difference.Height, difference.LargestChannel, difference.Pixels));
        using var drawn = SKBitmap.Decode(difference.Drawn!.Value.Span);
        Assert.Equal((2, 2, new SKColor(0xD5, 0x5E, 0x00)), (drawn.Width, drawn.Height, drawn.GetPixel(1, 1)));
        Assert.False(PictureDifference.Between(Png(3, 2), Png(2, 4), 255).IsEqual);
    }

    [Fact]
    public void A_wide_and_a_high_picture_take_the_memory_of_what_they_have_in_common()
    {
        // What either has would be 268 million pixels.
        var before = GC.GetTotalAllocatedBytes();
        var difference = PictureDifference.Between(Png(16384, 1), Png(1, 16384), isDrawn: true);
        Assert.Equal((false, 1, 1), (difference.IsSameSize, difference.Width, difference.Height));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50_000_000);
    }

    [Fact]
    public void A_picture_beyond_the_limits_is_refused() => Assert.Contains(
        "it has 16385 × 1 pixels; expected at most 16384 a side, and 50 million",
        Assert.Throws<InvalidDataException>(() => PictureDifference.Between(Png(16385, 1), Png(1, 1))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_picture_of_the_differences_marks_them_on_the_first_one_in_pale_grey()
    {
        var drawn = PictureDifference.Between(
            Png(2, 1, (0, 0, SKColors.Black)),
            Png(2, 1, (0, 0, SKColors.Black), (1, 0, SKColors.Red)),
            isDrawn: true).Drawn;
        using var bitmap = SKBitmap.Decode(drawn!.Value.Span);
        Assert.Equal((2, 1), (bitmap.Width, bitmap.Height));
        Assert.Equal(new SKColor(192, 192, 192), bitmap.GetPixel(0, 0));
        Assert.Equal(new SKColor(0xD5, 0x5E, 0x00), bitmap.GetPixel(1, 0));
    }

    [Fact]
    public void A_damaged_picture_is_refused_and_the_message_says_which()
    {
        var whole = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "output", "curves.png"));
        byte[][] broken =
        [
            [],
            "no picture"u8.ToArray(),
            whole[..20],
            whole[..(whole.Length / 2)],
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "pictures", "small-1x1.jpg")),
        ];
        Assert.All(broken, bytes =>
        {
            Assert.Contains(
                "first picture",
                Assert.Throws<InvalidDataException>(() => PictureDifference.Between(bytes, whole)).Message,
                StringComparison.Ordinal);
            Assert.Contains(
                "second picture",
                Assert.Throws<InvalidDataException>(() => PictureDifference.Between(whole, bytes)).Message,
                StringComparison.Ordinal);
        });
    }

    private static byte[] Png(int width, int height, params (int X, int Y, SKColor Colour)[] pixels)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Erase(Grey);
        foreach (var (x, y, colour) in pixels)
        {
            bitmap.SetPixel(x, y, colour);
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
