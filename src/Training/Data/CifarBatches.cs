using System.Globalization;

namespace Experiments.Training.Data;

/// <summary>
/// CIFAR-10's binary version (Krizhevsky 2009): records of a label 0–9 and 32 × 32 bytes each of red, green and blue.
/// Training and validation pictures come from data_batch_1.bin on, test pictures from test_batch.bin.
/// </summary>
internal static class CifarBatches
{
    private const int Side = 32;
    private const int Plane = Side * Side;
    private const int Record = 1 + (3 * Plane);
    private const string TestFile = "test_batch.bin";
    private static readonly string[] Names = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Whether a folder holds such files.</summary>
    public static bool AreIn(IFolder folder) => Batches(folder).Length > 0 || folder.Files.Contains(TestFile);

    /// <summary>Lists the pictures of two classes, cat (3) and dog (5) unless others are chosen.</summary>
    /// <exception cref="InputException">A file is missing or cut off, a label is none of 0–9, or a class is not one of
    /// CIFAR's.</exception>
    public static Listing List(IFolder folder, DataOptions options)
    {
        var classes = options.Classes is var (first, second) ? [Class(first), Class(second)] : new[] { 3, 5 };
        var leftOut = new List<string>();
        var batches = Batches(folder);
        for (var i = 0; i < Math.Max(batches.Length, 1); i++)
        {
            var expected = $"data_batch_{i + 1}.bin";
            if (i >= batches.Length || batches[i] != expected)
            {
                throw new InputException($"{folder.PlaceOf(expected)}: the file is missing; expected the batches of CIFAR-10 from 1 on");
            }
        }

        var training = Pool(folder.Place, batches);
        var testing = options.Test == 0 ? training
            : folder.Files.Contains(TestFile) ? Pool(folder.PlaceOf(TestFile), [TestFile])
            : throw new InputException(
                $"{folder.PlaceOf(TestFile)}: the file is missing; expected CIFAR-10's test pictures, or {InputSetting.Test} 0");
        return new("CIFAR-10", [Names[classes[0]], Names[classes[1]]], 3, training, training, testing) { LeftOut = leftOut };

        PicturePool Pool(string place, string[] files)
        {
            var pictures = files.SelectMany(file => Pictures(folder, file, classes, options.SkipBad, leftOut)).ToArray();
            var labels = Array.ConvertAll(pictures, picture => picture.Label);
            return new(place, labels, index => Read(folder, pictures[index].File, pictures[index].Offset));
        }
    }

    private static string[] Batches(IFolder folder) =>
    [
        .. folder.Files
            .Where(file => file.StartsWith("data_batch_", StringComparison.Ordinal) && file.EndsWith(".bin", StringComparison.Ordinal))
            .Order(NaturalOrder.Comparer),
    ];

    private static int Class(string text)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        var number = isNumber ? value : Array.IndexOf(Names, text);
        return number >= 0 && number < Names.Length ? number
            : throw new InputException(
                $"{InputSetting.Classes}: '{text}' is no class of CIFAR-10; expected 0 to 9 or one of {string.Join(", ", Names)}");
    }

    /// <summary>Where the pictures of the two classes are in a file, of which the labels alone are read here.</summary>
    private static List<(byte Label, string File, long Offset)> Pictures(
        IFolder folder, string file, int[] classes, bool skipBad, List<string> leftOut)
    {
        var place = folder.PlaceOf(file);
        using var stream = folder.Open(file);
        if (stream.Length == 0 || stream.Length % Record != 0)
        {
            throw new InputException(
                $"{place}: the file has {stream.Length} bytes; expected a multiple of {Record}, the records of CIFAR-10's binary version");
        }

        var pictures = new List<(byte Label, string File, long Offset)>();
        for (var offset = 0L; offset < stream.Length; offset += Record)
        {
            stream.Position = offset;
            var label = stream.ReadByte();
            if (label < 0 || label >= Names.Length)
            {
                var error = new InputException($"{place}: at byte {offset}, the label is {label}; expected 0 to 9");
                leftOut.Add(skipBad ? error.Message : throw error);
            }
            else if (Array.IndexOf(classes, label) is var known and >= 0)
            {
                pictures.Add(((byte)known, file, offset + 1));
            }
        }

        return pictures;
    }

    private static Raster Read(IFolder folder, string file, long offset)
    {
        var planes = new byte[3 * Plane];
        using var stream = folder.Open(file);
        stream.Position = offset;
        if (stream.ReadAtLeast(planes, planes.Length, throwOnEndOfStream: false) != planes.Length)
        {
            throw new InputException($"{folder.PlaceOf(file)}: at byte {offset}, the file ends; it has become shorter while it was read");
        }

        var pixels = new byte[planes.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = planes[(i % 3 * Plane) + (i / 3)];
        }

        return new(Side, Side, 3, pixels);
    }
}
