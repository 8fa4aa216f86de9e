using System.Globalization;

namespace Experiments.Training.Data;

/// <summary>
/// The folder of Kaggle's "Dogs vs. Cats": cat.0.jpg, dog.0.jpg and on. Taken by number, so that the default counts are
/// Chollet's split: 0–999 to train on, 1000–1499 for validation, 1500–1999 for test. Cats are class 0, dogs class 1.
/// </summary>
internal static class KaggleFolder
{
    private const int Numbers = 12_500;
    private static readonly string[] Names = ["cat", "dog"];

    /// <summary>The folder that holds the pictures: the one given, or `train` in it; null when neither does.</summary>
    public static IFolder? Find(IFolder folder) =>
        Holds(folder) ? folder
        : folder.Folders.Contains("train") && folder.Folder("train") is var training && Holds(training) ? training
        : null;

    /// <summary>
    /// Lists the pictures. A number that is missing below the class's last one counts as a bad picture.
    /// </summary>
    /// <exception cref="InputException">A picture has another name, or other classes were chosen.</exception>
    public static Listing List(IFolder folder, DataOptions options)
    {
        if (options.Classes is { } classes && classes != (Names[0], Names[1]))
        {
            throw new InputException(
                $"{InputSetting.Classes}: {folder.Place} holds cats (class 0) and dogs (class 1); expected cat,dog or no such option");
        }

        var leftOut = new List<string>();
        var files = new SortedDictionary<(int Label, int Number), string>();
        foreach (var file in folder.Files.Where(PhotoFile.IsNamedSo).Order(NaturalOrder.Comparer))
        {
            if (Parse(file) is { } place)
            {
                files[place] = file;
            }
            else
            {
                var error = new InputException(
                    $"{folder.PlaceOf(file)}: the name tells no class; expected cat.N.jpg or dog.N.jpg with N below {Numbers}");
                leftOut.Add(options.SkipBad ? error.Message : throw error);
            }
        }

        int[] last = [.. Names.Select((_, label) =>
            files.Keys.Where(place => place.Label == label).Select(place => place.Number).DefaultIfEmpty(-1).Max())];
        byte[] labels = [.. Enumerable.Repeat((byte)0, last[0] + 1), .. Enumerable.Repeat((byte)1, last[1] + 1)];
        var pool = new PicturePool(folder.Place, labels, index =>
        {
            var (label, number) = (labels[index], index - (labels[index] * (last[0] + 1)));
            return files.TryGetValue((label, number), out var file) ? PhotoFile.Read(folder, file, options.Size) : throw new InputException(
                $"{folder.PlaceOf(Names[label])}.{number}.jpg: the file is missing; expected all numbers from 0 to {last[label]}");
        });
        return new("Kaggle's Dogs vs. Cats", Names, 3, pool, pool, pool) { LeftOut = leftOut };
    }

    private static bool Holds(IFolder folder) => folder.Files.Any(file => Parse(file) is not null);

    private static (int Label, int Number)? Parse(string file)
    {
        var parts = file.Split('.');
        return parts.Length == 3 && Array.IndexOf(Names, parts[0]) is var label and >= 0 && parts[2] == "jpg"
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Numbers
            ? (label, number) : null;
    }
}
