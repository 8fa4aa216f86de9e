using System.Globalization;
using Experiments.Numerics.Formats;

namespace Experiments.Training.Data.Jpeg;

/// <summary>
/// Decodes a JPEG (ITU-T T.81): baseline, extended and progressive Huffman coding with 8 bits a sample, in one, three or four
/// components. The pixels are those of libjpeg with its default settings, bit for bit.
/// </summary>
/// <remarks>
/// Stricter than libjpeg, which fills up what it cannot read: every block must be there and the file must end with its end marker.
/// Bytes between the segments are passed over, as it does.
/// </remarks>
internal sealed class JpegDecoder
{
    /// <summary>The first bytes of a JPEG.</summary>
    public static readonly byte[] Signature = [0xFF, 0xD8];

    // A block of 64 pixels takes a bit at least: what says otherwise is not worth the memory.
    private const long PixelsPerByte = 8 * Component.BlockSize;

    private readonly ByteReader file;
    private readonly Tables tables = new();
    private readonly List<Component> components = [];
    private readonly HashSet<Component> begun = [];
    private Sampling picture;
    private bool isProgressive;
    private bool isJfif;
    private int? adobeTransform;
    private int restartInterval;

    private JpegDecoder(ByteReader file) => this.file = file;

    /// <summary>The pixels: one channel for a grey picture, three for all others.</summary>
    /// <exception cref="ImageDataException">The file is damaged, or of a kind that photographs hardly ever have.</exception>
    public static Raster Decode(ByteReader file)
    {
        file.GoTo(Signature.Length);
        var decoder = new JpegDecoder(file);
        int marker;
        while ((marker = decoder.NextMarker()) != 0xD9)
        {
            decoder.Read(marker);
        }

        return decoder.Pixels();
    }

    /// <summary>The marker after the next byte FF.</summary>
    private int NextMarker()
    {
        var all = file.All;
        for (var i = file.Position; i + 1 < all.Length; i++)
        {
            if (all[i] == 0xFF && all[i + 1] is not (0 or 0xFF))
            {
                file.GoTo(i + 2);
                return all[i + 1];
            }
        }

        throw file.WrongAt(all.Length, "the file ends; expected the rest of the JPEG and its end marker FFD9");
    }

    private void Read(int marker)
    {
        if (marker is (>= 0xD0 and <= 0xD7) or 0x01)
        {
            return;
        }

        var begin = file.Position;
        var length = file.UInt16("a segment's length");
        if (length < 2)
        {
            throw file.WrongAt(begin, $"the length of segment FF{marker:X2} is {length}; expected at least 2");
        }

        var segment = file.Part(length - 2, $"segment FF{marker:X2}");
        switch (marker)
        {
            case 0xC0 or 0xC1 or 0xC2:
                ReadFrame(segment, marker == 0xC2);
                break;
            case 0xC4:
                tables.ReadCodes(segment);
                break;
            case 0xDB:
                tables.ReadSteps(segment);
                break;
            case 0xDD:
                restartInterval = segment.UInt16("the restart interval");
                break;
            case 0xDA:
                ReadScan(segment);
                break;
            case 0xE0:
                isJfif |= segment.All[segment.Position..].StartsWith("JFIF\0"u8);
                break;
            case 0xEE when segment.Left >= 12 && segment.All[segment.Position..].StartsWith("Adobe"u8):
                adobeTransform = segment.All[segment.Position + 11];
                break;
            case (>= 0xC3 and <= 0xCF) or 0xDC or 0xDE:
                throw file.WrongAt(begin - 2, $"the JPEG is of the kind FF{marker:X2}; expected baseline or progressive with Huffman codes (FFC0, FFC1, FFC2)");
            default:
                break;
        }
    }

    private void ReadFrame(ByteReader segment, bool progressive)
    {
        var begin = segment.Position;
        var bits = segment.Byte("the frame");
        var height = segment.UInt16("the frame");
        var width = segment.UInt16("the frame");
        var count = segment.Byte("the frame");
        if (components.Count > 0 || bits != 8 || count is not (1 or 3 or 4))
        {
            throw file.WrongAt(begin, Invariant($"the JPEG has {bits} bits a sample and {count} components, frame {(components.Count > 0 ? 2 : 1)}; expected 8 bits, 1, 3 or 4 components and one frame"));
        }

        PictureLimits.Check(segment, begin + 1, width, height);
        if ((long)width * height > PixelsPerByte * file.All.Length)
        {
            throw file.WrongAt(begin + 1, Invariant($"the picture's size is {width} × {height} pixels in a file of {file.All.Length} bytes; expected a bit or more for each 8 × 8 of them"));
        }

        var parts = new (byte Id, int Across, int Down, int Table)[count];
        for (var i = 0; i < count; i++)
        {
            var id = segment.Byte("the frame");
            var sampling = segment.Byte("the frame");
            parts[i] = (id, sampling >> 4, sampling & 15, segment.Byte("the frame"));
        }

        // A component alone is not sampled more coarsely than itself.
        parts = count == 1 ? [parts[0] with { Across = 1, Down = 1 }] : parts;
        picture = new(width, height, parts.Max(part => part.Across), parts.Max(part => part.Down));
        foreach (var (id, across, down, table) in parts)
        {
            if (across is < 1 or > 4 || down is < 1 or > 4 || table > 3 || picture.Horizontal % across != 0 || picture.Vertical % down != 0)
            {
                throw file.WrongAt(begin, Invariant($"component {id} is sampled {across} × {down} with table {table}; expected factors 1 to 4 that divide the largest, and a table 0 to 3"));
            }

            components.Add(new(id, across, down, table, picture));
        }

        isProgressive = progressive;
    }

    private void ReadScan(ByteReader segment)
    {
        var begin = segment.Position;
        var count = segment.Byte("a scan");
        var chosen = new List<(Component Component, int Codes)>();
        for (var i = 0; i < count; i++)
        {
            var id = segment.Byte("a scan");
            var component = components.Find(component => component.Id == id && !chosen.Exists(other => other.Component == component))
                ?? throw file.WrongAt(begin, Invariant($"a scan names component {id}; expected one of the frame, once"));
            chosen.Add((component, segment.Byte("a scan")));
        }

        var (first, last, bits) = (segment.Byte("a scan"), segment.Byte("a scan"), segment.Byte("a scan"));
        var (high, low) = (bits >> 4, bits & 15);
        var isOfMeans = first == 0;
        var isRight = isProgressive
            ? last < Component.BlockSize && low <= 13 && (high == 0 || high == low + 1) && (isOfMeans ? last == 0 : first <= last && count == 1)
            : first == 0 && last == Component.BlockSize - 1 && bits == 0;
        if (count is < 1 or > 4 || !isRight)
        {
            throw file.WrongAt(begin, Invariant($"a scan of {count} components takes coefficients {first} to {last}, bits {high} to {low}; expected what {(isProgressive ? "progressive" : "baseline")} coding allows"));
        }

        var parts = new List<ScanPart>();
        foreach (var (component, codes) in chosen)
        {
            // The first pass is that of the means; a baseline scan is the only one of its components.
            var isFirst = begun.Add(component);
            component.Steps ??= tables.Steps(component.TableIndex);
            var part = new ScanPart(component, tables.Means(codes >> 4), tables.Coefficients(codes & 15));
            var lacksCode = (isOfMeans && high == 0 && part.Means is null) || (last > 0 && part.Coefficients is null);
            if (lacksCode || component.Steps is null || isFirst != (isOfMeans && high == 0))
            {
                throw file.WrongAt(begin, Invariant($"a scan of component {component.Id} comes out of order; expected its tables before it and its means first, once"));
            }

            parts.Add(part);
        }

        new Scan(parts, first, last, high, low, restartInterval).Read(file, picture);
    }

    private Raster Pixels()
    {
        var missing = components.Find(component => !begun.Contains(component));
        if (components.Count == 0 || missing is not null)
        {
            throw file.WrongAt(file.Position, missing is null ? "the JPEG ends without a picture; expected one" : Invariant($"the JPEG ends without component {missing.Id}; expected {components.Count} components"));
        }

        var planes = components.Select(component => Upsampling.Full(component, picture)).ToArray();
        return ColourConversion.Of(Colours(), picture.Height, picture.Width, planes);
    }

    /// <summary>What the components mean: JFIF's marker tells, then Adobe's, then the components' numbers, as libjpeg decides.</summary>
    private Colours Colours() => components.Count switch
    {
        1 => Jpeg.Colours.Grey,
        4 => adobeTransform == 2 ? Jpeg.Colours.Ycck : Jpeg.Colours.Cmyk,
        _ when isJfif => Jpeg.Colours.YCbCr,
        _ when adobeTransform is not null => adobeTransform == 0 ? Jpeg.Colours.Rgb : Jpeg.Colours.YCbCr,
        _ => components.Select(component => component.Id).SequenceEqual("RGB"u8.ToArray()) ? Jpeg.Colours.Rgb : Jpeg.Colours.YCbCr,
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
