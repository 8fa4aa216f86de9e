using System.Buffers.Binary;
using System.Globalization;
using Experiments.Samples;
using Experiments.Training.Data;

namespace Experiments.Tests.Training.Data;

/// <summary>JPEG and PNG against what PIL reads: see Fixtures/pictures/README.md.</summary>
public class PhotoFileTests
{
    private const string Jpeg = "baseline-420-75.jpg";
    private const string RestartingJpeg = "cjpeg-restart.jpg";
    private const string ProgressiveJpeg = "progressive-420-75.jpg";
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "pictures");

    [Fact]
    public void Every_picture_has_the_pixels_that_pil_reads_in_colour_grey_and_resized()
    {
        var rows = File.ReadLines(Path.Combine(Folder, "decoded.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal(Directory.EnumerateFiles(Folder).Count(PhotoFile.IsNamedSo), rows.Length);
        foreach (var row in rows)
        {
            // Grey is decoded as three equal channels, which the third form shows.
            var picture = Decode(Bytes(row[0]));
            var resized = PhotoFile.Read(new DiskFolder(Folder), row[0], 32);
            Raster[] forms = [picture.WithChannels(row[3] == "1" ? 1 : 3), picture.WithChannels(1), resized.WithChannels(3)];
            var actual = $"{row[0]},{picture.Height},{picture.Width},{row[3]},{string.Join(',', forms.Select(form => Hash(form.Pixels)))}";
            Assert.Equal(string.Join(',', row), actual);
        }
    }

    /// <summary>A PNG's last chunk and checks hold no pixels.</summary>
    [Theory]
    [InlineData(Jpeg)]
    [InlineData(ProgressiveJpeg)]
    [InlineData(RestartingJpeg)]
    [InlineData("cmyk.jpg")]
    [InlineData("png-RGB.png")]
    [InlineData("png-type6-16-interlaced.png")]
    public void A_file_that_ends_early_is_refused_unless_all_pixels_are_there(string name)
    {
        var bytes = Bytes(name);
        var whole = Outcome(name, bytes);
        for (var length = 0; length < bytes.Length; length++)
        {
            var outcome = Outcome(name, bytes[..length]);
            Assert.True(
                outcome == whole || outcome.StartsWith(name, StringComparison.Ordinal),
                $"{length} of {bytes.Length} bytes: {outcome}");
        }
    }

    [Theory]
    [InlineData(Jpeg)]
    [InlineData(ProgressiveJpeg)]
    [InlineData(RestartingJpeg)]
    [InlineData("ycck.jpg")]
    [InlineData("png-type2-8.png")]
    public void A_changed_byte_is_refused_or_gives_the_same_pixels_each_time(string name)
    {
        var bytes = Bytes(name);
        var refused = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = With(bytes, i, (byte)(bytes[i] ^ 0x5A));
            var first = Outcome(name, damaged);
            Assert.Equal(first, Outcome(name, damaged));
            refused += first.StartsWith(name, StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.InRange(refused, 1, bytes.Length - 1);
    }

    [Fact]
    public void A_changed_byte_in_a_png_gives_no_other_pixels()
    {
        var bytes = Bytes("png-type2-8.png");
        var whole = Outcome("a.png", bytes);
        for (var i = 0; i < bytes.Length; i++)
        {
            var outcome = Outcome("a.png", With(bytes, i, (byte)(bytes[i] ^ 0x5A)));
            Assert.True(outcome == whole || outcome.StartsWith("a.png: ", StringComparison.Ordinal), $"byte {i}: {outcome}");
        }
    }

    [Fact]
    public void A_missing_empty_foreign_or_huge_file_is_named_with_what_was_expected()
    {
        using var folder = new TemporaryFolder();
        using var huge = new FileStream(folder.At("huge.jpg"), FileMode.CreateNew);
        huge.SetLength(PhotoFile.LargestLength + 1);
        AssertRefused(() => PhotoFile.Read("huge.jpg", huge), "huge.jpg: the file has 536870913 bytes", "at most 536870912");
        AssertRefused(
            () => PhotoFile.Read(new DiskFolder(folder.Path), "missing.jpg", 32),
            folder.At("missing.jpg"),
            "the file cannot be read",
            "expected a JPEG or PNG");
        AssertRefused(() => Decode([]), "a.jpg: the file is empty; expected a JPEG or PNG");
        AssertRefused(() => Decode("GIF89a.."u8.ToArray()), "a.jpg: the file is a GIF; only JPEG and PNG are read");
        AssertRefused(() => Decode("BM.."u8.ToArray()), "a.jpg: the file is a BMP; only JPEG and PNG are read");
        AssertRefused(() => Decode("RIFF....WEBPVP8 "u8.ToArray()), "a.jpg: the file is a WebP; only JPEG and PNG are read");
        AssertRefused(
            () => Decode("%PDF-1.7 and more"u8.ToArray()),
            "a.jpg: the file begins with 255044462D312E37; only JPEG and PNG are read");
    }

    [Fact]
    public void A_picture_too_large_is_refused_by_its_header()
    {
        AssertRefused(() => Decode(WithSize(65_500, 1)), "a.jpg: the picture's size is 65500 × 1 pixels", "1 to 16384 a side");
        AssertRefused(() => Decode(WithSize(16_384, 16_384)), "16384 × 16384 pixels", "at most 67108864 together");
        AssertRefused(
            () => Decode(WithSize(8_192, 8_192)),
            "a.jpg: the picture's size is 8192 × 8192 pixels in a file of 1457 bytes; expected a bit or more for each 8 × 8 of them");
        AssertRefused(() => Decode(WithSize(0, 8)), "a.jpg: the header of the JPEG is damaged");
        byte[] png =
            [.. TinyPng.Signature, .. TinyPng.Chunk("IHDR"u8, [0, 1, 0, 0, 0, 0, 0, 1, 8, 2, 0, 0, 0]), .. TinyPng.Chunk("IDAT"u8, [])];
        AssertRefused(() => Decode(png), "65536 × 1 pixels");
    }

    [Fact]
    public void Damage_is_said_with_what_was_expected()
    {
        var bytes = Bytes(Jpeg);
        AssertRefused(() => Decode(bytes[..^20]), "a.jpg: the JPEG is damaged or ends early; expected all of its 61 × 45 pixels");
        AssertRefused(
            () => Decode(With(bytes, Frame(bytes) + 2, 12)),
            "a.jpg: the header of the JPEG is damaged; expected a whole picture");
        var png = Bytes("png-RGB.png");
        AssertRefused(() => Decode(With(png, 50, (byte)(png[50] ^ 1))), "a.jpg: the PNG is damaged or ends early");
    }

    private static void AssertRefused(Func<object> read, params string[] parts)
    {
        var message = Assert.Throws<InputException>(read).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    private static byte[] With(byte[] bytes, int at, byte value)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] WithSize(ushort width, ushort height)
    {
        var bytes = Bytes(Jpeg);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(Frame(bytes) + 3), height);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(Frame(bytes) + 5), width);
        return bytes;
    }

    /// <summary>Offset of the frame's length, behind its marker.</summary>
    private static int Frame(byte[] bytes) => bytes.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 }) + 2;

    private static Raster Decode(byte[] bytes, string name = "a.jpg")
    {
        using var stream = new MemoryStream(bytes);
        return PhotoFile.Read(name, stream);
    }

    private static string Outcome(string name, byte[] bytes)
    {
        try
        {
            return Hash(Decode(bytes, name).Pixels);
        }
        catch (InputException error)
        {
            return error.Message;
        }
    }

    private static string Hash(byte[] bytes) =>
        bytes.Aggregate(Fnv.Offset, (hash, value) => Fnv.Add(hash, value)).ToString("x16", CultureInfo.InvariantCulture);
}
