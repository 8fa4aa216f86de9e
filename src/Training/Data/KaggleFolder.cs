using System.Globalization;

namespace Experiments.Training.Data;

/// <summary>
/// The folder of Kaggle's "Dogs vs. Cats": cat.0.jpg, dog.0.jpg and on. Taken by number, so that the default counts are Chollet's
/// split: 0–999 to train on, 1000–1499 for validation, 1500–1999 for test. Cats are class 0, dogs class 1.
/// </summary>
internal static class KaggleFolder
{
    private const int Numbers = 12_500;
    private static readonly string[] Names = ["cat", "dog"];

    /// <summary>The folder that holds the pictures: the one given, or `train` in it; null when neither does.</summary>
    public static string? Find(string folder) =>
        new[] { folder, Path.Combine(folder, "train") }.FirstOrDefault(at => Directory.Exists(at) && Directory.EnumerateFiles(at).Any(file => Parse(file) is not null));

    /// <summary>Lists the pictures. A number that is missing below the class's last one counts as a bad picture.</summary>
    /// <exception cref="ImageDataException">A picture has another name, or --classes asks for other classes.</exception>
    public static Catalogue List(string folder, DataOptions options)
    {
        if (options.Classes is { } classes && classes != (Names[0], Names[1]))
        {
            throw new ImageDataException($"--classes: {folder} holds cats (class 0) and dogs (class 1); expected cat,dog or no such option");
        }

        var leftOut = new List<string>();
        var files = new SortedDictionary<(int Label, int Number), string>();
        foreach (var file in Directory.EnumerateFiles(folder).Where(PhotoFile.IsNamedSo).Order(NaturalOrder.Comparer))
        {
            if (Parse(file) is { } place)
            {
                files[place] = file;
            }
            else
            {
                var why = $"{file}: the name tells no class; expected cat.N.jpg or dog.N.jpg with N below {Numbers}";
                leftOut.Add(options.SkipBad ? why : throw new ImageDataException(why));
            }
        }

        var pictures = new List<Picture>();
        for (byte label = 0; label < Names.Length; label++)
        {
            var last = files.Keys.Where(place => place.Label == label).Select(place => place.Number).DefaultIfEmpty(-1).Max();
            for (var number = 0; number <= last; number++)
            {
                pictures.Add(files.TryGetValue((label, number), out var file)
                    ? Picture.Photo(label, file, options.Size)
                    : Picture.Bad(label, string.Create(CultureInfo.InvariantCulture, $"{Path.Combine(folder, Names[label])}.{number}.jpg: the file is missing; expected all numbers from 0 to {last}")));
            }
        }

        var pool = new PicturePool(folder, pictures);
        return new("Kaggle's Dogs vs. Cats", Names, 3, pool, pool, pool) { LeftOut = leftOut };
    }

    private static (int Label, int Number)? Parse(string file)
    {
        var parts = Path.GetFileName(file).Split('.');
        return parts.Length == 3 && Array.IndexOf(Names, parts[0]) is var label and >= 0 && parts[2] == "jpg"
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Numbers
            ? (label, number) : null;
    }
}
