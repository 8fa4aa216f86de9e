using System.Globalization;
using Experiments.Losses.Frameworks;

namespace Experiments.Training.Data;

/// <summary>
/// CIFAR-10's binary version (Krizhevsky 2009): records of a label 0–9 and 32 × 32 bytes each of red, green and blue. Training and
/// validation pictures come from data_batch_1.bin on, test pictures from test_batch.bin.
/// </summary>
internal static class CifarBatches
{
    private const int Side = 32;
    private const int Plane = Side * Side;
    private const int Record = 1 + (3 * Plane);
    private const string TestFile = "test_batch.bin";
    private static readonly string[] Names = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Whether a folder holds such files.</summary>
    public static bool AreIn(string folder) => Batches(folder).Length > 0 || File.Exists(Path.Combine(folder, TestFile));

    /// <summary>Lists the pictures of two classes, cat (3) and dog (5) unless others are chosen.</summary>
    /// <exception cref="ImageDataException">A file is missing or cut off, a label is none of 0–9, or a class is not one of CIFAR's.</exception>
    public static Catalogue List(string folder, DataOptions options)
    {
        var classes = options.Classes is var (first, second) ? [Class(first), Class(second)] : new[] { 3, 5 };
        var leftOut = new List<string>();
        var batches = Batches(folder);
        for (var i = 0; i < Math.Max(batches.Length, 1); i++)
        {
            var expected = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"data_batch_{i + 1}.bin"));
            if (i >= batches.Length || batches[i] != expected)
            {
                throw new ImageDataException($"{expected}: the file is missing; expected the batches of CIFAR-10 from 1 on");
            }
        }

        var training = new PicturePool(folder, [.. batches.SelectMany(file => Pictures(file, classes, options.SkipBad, leftOut))]);
        var test = Path.Combine(folder, TestFile);
        var testing = options.Test == 0 ? training
            : File.Exists(test) ? new PicturePool(test, Pictures(test, classes, options.SkipBad, leftOut))
            : throw new ImageDataException($"{test}: the file is missing; expected CIFAR-10's test pictures, or --test 0");
        return new("CIFAR-10", [Names[classes[0]], Names[classes[1]]], 3, training, training, testing) { LeftOut = leftOut };
    }

    private static string[] Batches(string folder) => [.. Directory.EnumerateFiles(folder, "data_batch_*.bin").Order(NaturalOrder.Comparer)];

    private static int Class(string text)
    {
        var number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : Array.IndexOf(Names, text);
        return number >= 0 && number < Names.Length ? number
            : throw new ImageDataException($"--classes: '{text}' is no class of CIFAR-10; expected 0 to 9 or one of {string.Join(", ", Names)}");
    }

    /// <summary>The pictures of the two classes in a file, of which the labels alone are read here.</summary>
    private static List<Picture> Pictures(string file, int[] classes, bool skipBad, List<string> leftOut)
    {
        using var handle = File.OpenHandle(file);
        var length = RandomAccess.GetLength(handle);
        if (length == 0 || length % Record != 0)
        {
            throw new ImageDataException(string.Create(CultureInfo.InvariantCulture, $"{file}: the file has {length} bytes; expected a multiple of {Record}, the records of CIFAR-10's binary version"));
        }

        var pictures = new List<Picture>();
        var label = new byte[1];
        for (var offset = 0L; offset < length; offset += Record)
        {
            RandomAccess.Read(handle, label, offset);
            var at = offset;
            if (label[0] >= Names.Length)
            {
                var why = string.Create(CultureInfo.InvariantCulture, $"{file}: at byte {at}, the label is {label[0]}; expected 0 to 9");
                leftOut.Add(skipBad ? why : throw new ImageDataException(why));
            }
            else if (Array.IndexOf(classes, label[0]) is var known and >= 0)
            {
                pictures.Add(new((byte)known, () => Read(file, at + 1)));
            }
        }

        return pictures;
    }

    private static Raster Read(string file, long offset)
    {
        var planes = new byte[3 * Plane];
        using var handle = File.OpenHandle(file);
        if (RandomAccess.Read(handle, planes, offset) != planes.Length)
        {
            throw new ImageDataException(string.Create(CultureInfo.InvariantCulture, $"{file}: at byte {offset}, the file ends; it has become shorter while it was read"));
        }

        var pixels = new byte[planes.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = planes[(i % 3 * Plane) + (i / 3)];
        }

        return new(Side, Side, 3, pixels);
    }
}
