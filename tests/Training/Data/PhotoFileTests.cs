using System.Buffers.Binary;
using System.Globalization;
using Experiments.Training.Data;
using Experiments.Training.Data.Png;

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
            var picture = PhotoFile.Read(Path.Combine(Folder, row[0]));
            Raster[] forms = [picture, picture.WithChannels(1), picture.Resized(32).WithChannels(3)];
            var actual = $"{row[0]},{picture.Height},{picture.Width},{picture.Channels},{string.Join(',', forms.Select(form => Hash(form.Pixels)))}";
            Assert.Equal(string.Join(',', row), actual);
        }
    }

    [Theory]
    [InlineData(Jpeg)]
    [InlineData(ProgressiveJpeg)]
    [InlineData(RestartingJpeg)]
    [InlineData("png-RGB.png")]
    [InlineData("png-type6-16-interlaced.png")]
    public void A_file_that_ends_early_is_refused_wherever_it_ends(string name)
    {
        var bytes = Bytes(name);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<ImageDataException>(() => PhotoFile.Decode(name, bytes[..length]));
        }
    }

    [Theory]
    [InlineData(Jpeg)]
    [InlineData(ProgressiveJpeg)]
    [InlineData(RestartingJpeg)]
    [InlineData("ycck.jpg")]
    public void A_changed_byte_in_a_jpeg_is_refused_with_a_message_or_gives_the_same_pixels_each_time(string name)
    {
        var bytes = Bytes(name);
        var refused = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[i] ^= 0x5A;
            var first = Outcome(name, damaged);
            Assert.Equal(first, Outcome(name, damaged));
            refused += first.StartsWith(name, StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.InRange(refused, bytes.Length / 10, bytes.Length - 1);
    }

    [Fact]
    public void A_changed_byte_in_a_png_is_always_refused()
    {
        var bytes = Bytes("png-type2-8.png");
        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[i] ^= 0x5A;
            Assert.Throws<ImageDataException>(() => PhotoFile.Decode("damaged.png", damaged));
        }
    }

    [Fact]
    public void A_missing_empty_foreign_or_huge_file_is_named_with_what_was_expected()
    {
        using var folder = new TemporaryFolder();
        var huge = folder.Write("huge.jpg", [0xFF, 0xD8]);
        using (var file = File.OpenWrite(huge))
        {
            file.SetLength(PictureLimits.Bytes + 1);
        }

        AssertRefused(() => PhotoFile.Read(folder.At("missing.jpg")), folder.At("missing.jpg"), "the file cannot be read", "expected a JPEG or PNG");
        AssertRefused(() => PhotoFile.Read(folder.Write("empty.jpg", [])), folder.At("empty.jpg"), "the file is empty", "expected a JPEG or PNG");
        AssertRefused(() => PhotoFile.Read(folder.Write("cat.jpg", "GIF89a.."u8.ToArray())), folder.At("cat.jpg"), "begins with 4749463839612E2E", "expected a JPEG (FFD8) or a PNG");
        AssertRefused(() => PhotoFile.Read(huge), huge, "the file has 536870913 bytes", "at most 536870912");
    }

    [Fact]
    public void A_picture_too_large_is_refused_by_its_header()
    {
        AssertRefused(() => PhotoFile.Decode("a.jpg", WithSize(65_535, 1)), "a.jpg: at byte", "65535 × 1 pixels", "1 to 16384 a side");
        AssertRefused(() => PhotoFile.Decode("a.jpg", WithSize(16_384, 16_384)), "16384 × 16384 pixels", "at most 67108864 together");
        AssertRefused(() => PhotoFile.Decode("a.jpg", WithSize(8_192, 8_192)), "8192 × 8192 pixels in a file of 1457 bytes");
        AssertRefused(() => PhotoFile.Decode("a.jpg", WithSize(0, 8)), "0 × 8 pixels");
        byte[] png = [.. PngDecoder.Signature, .. TinyPng.Chunk("IHDR"u8, [0, 1, 0, 0, 0, 0, 0, 1, 8, 2, 0, 0, 0])];
        AssertRefused(() => PhotoFile.Decode("a.png", png), "a.png: at byte 16", "65536 × 1 pixels");
    }

    [Fact]
    public void Damage_is_said_by_byte_and_with_what_was_expected()
    {
        var bytes = Bytes(Jpeg);
        AssertRefused(() => PhotoFile.Decode("a.jpg", bytes[..^2]), "a.jpg: at byte 1455, the file ends", "end marker FFD9");
        AssertRefused(() => PhotoFile.Decode("a.jpg", With(bytes, Frame(bytes) - 1, 0xC9)), "kind FFC9", "baseline or progressive");
        AssertRefused(() => PhotoFile.Decode("a.jpg", With(bytes, Frame(bytes) + 2, 12)), "12 bits a sample", "expected 8 bits");
        var restarting = Bytes(RestartingJpeg);
        var marker = restarting.AsSpan().IndexOf(new byte[] { 0xFF, 0xD1 });
        AssertRefused(() => PhotoFile.Decode("a.jpg", With(restarting, marker + 1, 0xD2)), "the marker is FFD2", "restart marker FFD1");
        var png = Bytes("png-RGB.png");
        AssertRefused(() => PhotoFile.Decode("a.png", With(png, 50, (byte)(png[50] ^ 1))), "a.png: at byte", "chunk IDAT", "the file is damaged");
        byte[] short1 = [.. PngDecoder.Signature, .. TinyPng.Chunk("IHDR"u8, [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]), .. TinyPng.Chunk("IEND"u8, [])];
        AssertRefused(() => PhotoFile.Decode("a.png", short1), "pixels are damaged or end in row 0");
        byte[] noHeader = [.. PngDecoder.Signature, .. TinyPng.Chunk("IEND"u8, [])];
        AssertRefused(() => PhotoFile.Decode("a.png", noHeader), "the chunk is IEND", "expected the header IHDR first");
    }

    private static void AssertRefused(Func<object> read, params string[] parts)
    {
        var message = Assert.Throws<ImageDataException>(read).Message;
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

    private static string Outcome(string name, byte[] bytes)
    {
        try
        {
            return Hash(PhotoFile.Decode(name, bytes).Pixels);
        }
        catch (ImageDataException error)
        {
            return error.Message;
        }
    }

    private static string Hash(byte[] bytes) => bytes.Aggregate(Fnv.Offset, (hash, value) => Fnv.Add(hash, value)).ToString("x16", CultureInfo.InvariantCulture);
}
