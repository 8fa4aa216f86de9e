using Experiments.Output.Files;
using SkiaSharp;

namespace Experiments.Tests.Output.Files;

public sealed class RedrawingTests : IDisposable
{
    private static readonly Origin Origin = new("curves", "1", 1);
    private readonly string folder = Directory.CreateTempSubdirectory("experiments").FullName;

    [Fact]
    public void Elsewhere_a_recorded_picture_stays_when_the_new_one_is_within_the_tolerance()
    {
        var (recorded, near, far) = (Picture(100), Picture(103), Picture(104));
        var path = Path.Combine(folder, "a.png");
        File.WriteAllBytes(path, recorded);
        var entry = Origin.Entry(Sha256.Of(recorded));
        Assert.Equal(recorded, Redrawing.Settle(path, entry, near, isHome: false));
        Assert.Equal(far, Redrawing.Settle(path, entry, far, isHome: false));
        Assert.Equal(near, Redrawing.Settle(path, entry, near, isHome: true));

        // What is not recorded has nobody to vouch for it.
        Assert.Equal(near, Redrawing.Settle(path, null, near, isHome: false));
        Assert.Equal(near, Redrawing.Settle(path, Origin.Entry(Sha256.Of(far)), near, isHome: false));
        Assert.Equal(near, Redrawing.Settle(Path.Combine(folder, "none.png"), entry, near, isHome: false));
    }

    [Fact]
    public void Elsewhere_a_picture_near_the_one_recorded_is_redrawn_not_altered()
    {
        var reference = Directory.CreateDirectory(Path.Combine(folder, "reference")).FullName;
        File.WriteAllBytes(Path.Combine(reference, "a.png"), Picture(100));
        var manifest = Manifest.Of(folder);
        manifest.Record("a.png", Origin.Entry(Sha256.Of(Picture(100))));
        Assert.Equal(FileState.Redrawn, Of(Picture(103), reference, isHome: false));
        Assert.Equal(FileState.Altered, Of(Picture(104), reference, isHome: false));
        Assert.Equal(FileState.Altered, Of(Picture(103), reference, isHome: true));
        Assert.Equal(FileState.Altered, Of(Picture(103), null, isHome: false));
        Assert.Equal(FileState.Altered, Of([1, 2, 3], reference, isHome: false));
        Assert.Equal(FileState.Current, Of(Picture(100), reference, isHome: false));

        // A reference that is not what is recorded vouches for nothing.
        File.WriteAllBytes(Path.Combine(reference, "a.png"), Picture(102));
        Assert.Equal(FileState.Altered, Of(Picture(103), reference, isHome: false));

        FileState Of(byte[] picture, string? from, bool isHome)
        {
            File.WriteAllBytes(Path.Combine(folder, "a.png"), picture);
            return FileStates.Of(folder, manifest, "a.png", Origin, from, isHome);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static byte[] Picture(byte grey)
    {
        using var bitmap = new SKBitmap(4, 3);
        bitmap.Erase(new SKColor(grey, 50, 50));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
