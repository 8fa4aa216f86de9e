using System.Globalization;
using Experiments.Losses.Frameworks;
using Experiments.Training.Products;

namespace Experiments.Training.Data;

/// <summary>
/// Pairs of IDX files as MNIST has them, …-images-idx3-ubyte and …-labels-idx1-ubyte, each with .gz or without: `train`, and perhaps
/// `validation` and `t10k` or `test`. What has no pair of its own is taken from `train`, behind what was taken before.
/// </summary>
internal static class IdxPairs
{
    private const string Images = "-images-idx3-ubyte";
    private const string Labels = "-labels-idx1-ubyte";

    // MNIST's side and the one that halves four times; two zero pixels around the picture make the difference.
    private const int Narrow = 28;
    private const int Wide = 32;

    /// <summary>Whether one of the files is of such a pair.</summary>
    public static bool AreAmong(IEnumerable<string> files) => files.Any(file => Stem(file, Images) is not null || Stem(file, Labels) is not null);

    /// <summary>Lists the pictures of two labels, the two least ones unless others are chosen; without names of their own, which are in the order of the labels, the classes are called by them.</summary>
    /// <exception cref="ImageDataException">A file is missing, damaged or does not fit its pair, or a chosen label is not there.</exception>
    public static Catalogue List(
        string name, string place, IReadOnlyList<string> files, Func<string, Stream> open, IReadOnlyList<string>? classNames, DataOptions options)
    {
        var training = Pair.Read(place, files, open, "train")
            ?? throw new ImageDataException($"{Path.Combine(place, "train" + Images)}: the file is missing, with .gz and without; expected the pictures to train on");
        var validation = Pair.Read(place, files, open, "validation");
        var test = options.Test == 0 ? null : Pair.Read(place, files, open, "t10k") ?? Pair.Read(place, files, open, "test");
        byte[] there = [.. training.Labels.Distinct().Order()];
        string[] names = [.. there.Select((label, i) => classNames?[i] ?? string.Create(CultureInfo.InvariantCulture, $"label {label}"))];
        var labels = Chosen(place.Length > 0 ? place : name, there, names, options.Classes);
        var pool = training.Pool(labels, options.Size);
        return new(
            name,
            [.. labels.Select(label => names[Array.IndexOf(there, label)])],
            1,
            pool,
            validation?.Pool(labels, options.Size) ?? pool,
            test?.Pool(labels, options.Size) ?? pool);
    }

    private static byte[] Chosen(string place, byte[] labels, string[] names, (string Class0, string Class1)? classes)
    {
        var there = string.Join(", ", labels.Zip(names, (label, name) => name == $"label {label}" ? $"{label}" : $"{label} ({name})"));
        if (classes is { } pair)
        {
            return [Parse(pair.Class0), Parse(pair.Class1)];
        }

        return labels.Length >= 2 ? labels[..2]
            : throw new ImageDataException($"{place}: the only label is {there}; expected pictures of two classes");

        byte Parse(string text) =>
            byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var label) && labels.Contains(label) ? label
            : Array.IndexOf(names, text) is >= 0 and var named ? labels[named]
            : throw new ImageDataException($"--classes: '{text}' is no label in {place}; expected two of {there}");
    }

    private static string? Stem(string file, string kind)
    {
        var bare = file.EndsWith(".gz", StringComparison.Ordinal) ? file[..^3] : file;
        return bare.EndsWith(kind, StringComparison.Ordinal) ? bare[..^kind.Length] : null;
    }

    /// <summary>The pictures and labels of one pair of files.</summary>
    private sealed record Pair(string ImageFile, IReadOnlyList<int> Lengths, byte[] Pixels, byte[] Labels)
    {
        /// <summary>The pair whose names begin so; null when neither file is there.</summary>
        public static Pair? Read(string place, IReadOnlyList<string> files, Func<string, Stream> open, string stem)
        {
            var (images, labels) = (Find(Images), Find(IdxPairs.Labels));
            if (images is null && labels is null)
            {
                return null;
            }

            var (imageFile, labelFile) = (Path.Combine(place, images ?? stem + Images), Path.Combine(place, labels ?? stem + IdxPairs.Labels));
            if (images is null || labels is null)
            {
                throw new ImageDataException($"{(images is null ? imageFile : labelFile)}: the file is missing, with .gz and without; expected it beside {(images is null ? labelFile : imageFile)}");
            }

            using var imageStream = open(images);
            using var labelStream = open(labels);
            var pictures = IdxArray.Read(imageFile, imageStream, 3);
            var classes = IdxArray.Read(labelFile, labelStream, 1);
            return pictures.Lengths[0] == classes.Lengths[0]
                ? new(imageFile, pictures.Lengths, pictures.Values, classes.Values)
                : throw new ImageDataException($"{labelFile}: the file holds {classes.Lengths[0]} labels; expected {pictures.Lengths[0]}, one for each picture of {imageFile}");

            string? Find(string kind) => files.FirstOrDefault(file => Stem(file, kind) == stem);
        }

        /// <summary>The pictures of two labels in the order of the file.</summary>
        public PicturePool Pool(byte[] labels, int size)
        {
            var (height, width) = (Lengths[1], Lengths[2]);
            var pictures = new List<Picture>();
            for (var i = 0; i < Labels.Length; i++)
            {
                var offset = i * height * width;
                var label = Array.IndexOf(labels, Labels[i]);
                if (label >= 0)
                {
                    pictures.Add(new((byte)label, () => Fitted(new(height, width, 1, Pixels[offset..(offset + (height * width))]), size)));
                }
            }

            return new(ImageFile, pictures);
        }

        private static Raster Fitted(Raster picture, int size) =>
            size == Wide && picture.Height == Narrow && picture.Width == Narrow ? picture.Padded((Wide - Narrow) / 2) : picture;
    }
}
