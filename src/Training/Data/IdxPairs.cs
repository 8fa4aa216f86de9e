using System.Globalization;

namespace Experiments.Training.Data;

/// <summary>
/// Pairs of IDX files as MNIST has them, …-images-idx3-ubyte and …-labels-idx1-ubyte, each with .gz or without:
/// `train`, and perhaps `validation` and `t10k` or `test`. What has no pair of its own is taken from `train`, behind
/// what was taken before.
/// </summary>
internal static class IdxPairs
{
    private const string Images = "-images-idx3-ubyte";
    private const string Labels = "-labels-idx1-ubyte";

    // MNIST's side and the one that halves four times; two zero pixels around the picture make the difference.
    private const int Narrow = 28;
    private const int Wide = 32;

    /// <summary>Whether a file of a folder is of such a pair.</summary>
    public static bool AreIn(IFolder folder) => folder.Files.Any(file => Stem(file, Images) is not null || Stem(file, Labels) is not null);

    /// <summary>Lists the pictures of two labels, the two least ones unless others are chosen.</summary>
    /// <exception cref="InputException">A file is missing, damaged or does not fit its pair, or a chosen label is not
    /// there.</exception>
    public static Listing List(IFolder folder, DataOptions options)
    {
        var training = Pair.Read(folder, "train", IdxArray.Most)
            ?? throw new InputException(
                $"{folder.PlaceOf("train" + Images)}: the file is missing, with .gz and without; expected the pictures to train on");
        var left = IdxArray.Most - training.Pixels.Length;
        var validation = Pair.Read(folder, "validation", left);
        left -= validation?.Pixels.Length ?? 0;
        var test = options.Test == 0 ? null : Pair.Read(folder, "t10k", left) ?? Pair.Read(folder, "test", left);
        var there = Different(training.Labels);
        string[] names = [.. there.Select((label, i) => options.LabelNames?[i] ?? $"label {label}")];
        var labels = Chosen(folder.Place, there, names, options.Classes);
        var pool = training.Pool(labels, options.Size);
        return new(
            folder.Name,
            [.. labels.Select(label => names[Array.IndexOf(there, label)])],
            1,
            pool,
            validation?.Pool(labels, options.Size) ?? pool,
            test?.Pool(labels, options.Size) ?? pool);
    }

    /// <summary>The labels that are there, in rising order.</summary>
    private static byte[] Different(byte[] labels)
    {
        var isThere = new bool[byte.MaxValue + 1];
        Array.ForEach(labels, label => isThere[label] = true);
        return [.. Enumerable.Range(0, isThere.Length).Where(label => isThere[label]).Select(label => (byte)label)];
    }

    private static byte[] Chosen(string place, byte[] labels, string[] names, (string Class0, string Class1)? classes)
    {
        var there = string.Join(", ", labels.Zip(names, (label, name) => name == $"label {label}" ? $"{label}" : $"{label} ({name})"));
        if (classes is { } pair)
        {
            return [Parse(pair.Class0), Parse(pair.Class1)];
        }

        return labels.Length >= 2 ? labels[..2]
            : throw new InputException($"{place}: the only label is {there}; expected pictures of two classes");

        byte Parse(string text) =>
            byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var label) && labels.Contains(label) ? label
            : Array.IndexOf(names, text) is >= 0 and var named ? labels[named]
            : throw new InputException($"{InputSetting.Classes}: '{text}' is no label in {place}; expected two of {there}");
    }

    private static string? Stem(string file, string kind)
    {
        var bare = file.EndsWith(".gz", StringComparison.Ordinal) ? file[..^3] : file;
        return bare.EndsWith(kind, StringComparison.Ordinal) ? bare[..^kind.Length] : null;
    }

    /// <summary>The pictures and labels of one pair of files.</summary>
    private sealed record Pair(string Place, IReadOnlyList<int> Lengths, byte[] Pixels, byte[] Labels)
    {
        /// <summary>
        /// The pair whose names begin so, of so many pixels at most; null when neither file is there.
        /// </summary>
        public static Pair? Read(IFolder folder, string stem, long most)
        {
            var (images, labels) = (Find(Images), Find(IdxPairs.Labels));
            if (images is null && labels is null)
            {
                return null;
            }

            var (imagePlace, labelPlace) = (folder.PlaceOf(images ?? stem + Images), folder.PlaceOf(labels ?? stem + IdxPairs.Labels));
            if (images is null || labels is null)
            {
                var (missing, beside) = images is null ? (imagePlace, labelPlace) : (labelPlace, imagePlace);
                throw new InputException($"{missing}: the file is missing, with .gz and without; expected it beside {beside}");
            }

            using var imageStream = folder.Open(images);
            using var labelStream = folder.Open(labels);
            var pictures = IdxArray.Read(imagePlace, imageStream, 3, most);
            var classes = IdxArray.Read(labelPlace, labelStream, 1, most);
            var count = pictures.Lengths[0];
            return count == classes.Lengths[0] ? new(imagePlace, pictures.Lengths, pictures.Values, classes.Values)
                : throw new InputException(
                    $"{labelPlace}: the file holds {classes.Lengths[0]} labels; expected {count}, one for each picture of {imagePlace}");

            string? Find(string kind) => folder.Files.Order(StringComparer.Ordinal).FirstOrDefault(file => Stem(file, kind) == stem);
        }

        /// <summary>The pictures of two labels in the order of the file.</summary>
        public PicturePool Pool(byte[] classes, int size)
        {
            var (height, width) = (Lengths[1], Lengths[2]);
            return new(
                Place,
                Array.ConvertAll(Labels, label => Array.IndexOf(classes, label) is >= 0 and var known ? (byte)known : PicturePool.Neither),
                index => Fitted(new(height, width, 1, Pixels.AsSpan(index * height * width, height * width).ToArray()), size));
        }

        private static Raster Fitted(Raster picture, int size) =>
            size == Wide && picture.Height == Narrow && picture.Width == Narrow ? picture.Padded((Wide - Narrow) / 2) : picture;
    }
}
