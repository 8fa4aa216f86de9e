namespace Experiments.Training.Data;

/// <summary>
/// A folder with one sub-folder a class, as Keras' flow_from_directory takes it; or with folders train, validation and
/// test of that kind, of which the last two may be missing. Classes are in the order of their names' codes, pictures in
/// natural order of theirs.
/// </summary>
internal static class ClassFolders
{
    /// <summary>Whether a folder holds sub-folders at all.</summary>
    public static bool AreIn(IFolder folder) => Names(folder).Length > 0;

    /// <summary>Lists the pictures of two classes.</summary>
    /// <exception cref="InputException">There are not two classes, none is of a chosen name, or one is missing from a
    /// split.</exception>
    public static Listing List(IFolder folder, DataOptions options)
    {
        var training = Split("train");
        var classes = Classes(training ?? folder, options.Classes);
        var pool = Pool(training ?? folder, classes, options.Size);
        return new(folder.Name, classes, 3, pool, PoolOf("validation"), PoolOf("test"));

        IFolder? Split(string name) => folder.Folders.Contains(name) ? folder.Folder(name) : null;

        PicturePool PoolOf(string name) => training is not null && Split(name) is { } split ? Pool(split, classes, options.Size) : pool;
    }

    private static string[] Classes(IFolder folder, (string Class0, string Class1)? chosen)
    {
        var names = Names(folder);
        if (chosen is { } pair)
        {
            var unknown = new[] { pair.Class0, pair.Class1 }.FirstOrDefault(name => !names.Contains(name, StringComparer.Ordinal));
            return unknown is null ? [pair.Class0, pair.Class1]
                : throw new InputException(
                    $"{InputSetting.Classes}: {folder.Place} has no sub-folder '{unknown}'; expected two of {string.Join(", ", names)}");
        }

        var there = names.Length == 0 ? "none" : string.Join(", ", names);
        return names.Length == 2 ? names : throw new InputException(
            $"{folder.Place}: the sub-folders are {there}; expected two, one a class, or {InputSetting.Classes} with the names of two");
    }

    private static string[] Names(IFolder folder) => [.. folder.Folders.Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)];

    private static PicturePool Pool(IFolder split, string[] classes, int size)
    {
        var labels = new List<byte>();
        var files = new List<(IFolder Folder, string Name)>();
        for (byte label = 0; label < classes.Length; label++)
        {
            if (!split.Folders.Contains(classes[label]))
            {
                throw new InputException($"{split.PlaceOf(classes[label])}: the folder is missing; expected the pictures of class {label}");
            }

            var folder = split.Folder(classes[label]);
            files.AddRange(folder.Files.Where(PhotoFile.IsNamedAsPicture).Order(NaturalOrder.Comparer).Select(name => (folder, name)));
            labels.AddRange(Enumerable.Repeat(label, files.Count - labels.Count));
        }

        return new(split.Place, labels, index => PhotoFile.Read(files[index].Folder, files[index].Name, size));
    }
}
