namespace Experiments.Training.Data;

/// <summary>
/// A folder with one sub-folder a class, as Keras' flow_from_directory takes it; or with folders train, validation and test of that
/// kind, of which the last two may be missing. Classes are in the order of their names' codes, pictures in natural order of theirs.
/// </summary>
internal static class ClassFolders
{
    /// <summary>Whether a folder holds sub-folders at all.</summary>
    public static bool AreIn(string folder) => SubFolders(folder).Length > 0;

    /// <summary>Lists the pictures of two classes.</summary>
    /// <exception cref="ImageDataException">There are not two classes, --classes names none of them, or one is missing from a split.</exception>
    public static Catalogue List(string folder, DataOptions options)
    {
        var training = Path.Combine(folder, "train");
        if (!Directory.Exists(training))
        {
            training = folder;
        }

        var classes = Classes(training, options.Classes);
        var pool = Pool(training, classes, options.Size);
        var validation = training == folder ? pool : PoolOrNull(Path.Combine(folder, "validation"), classes, options.Size) ?? pool;
        var test = training == folder ? pool : PoolOrNull(Path.Combine(folder, "test"), classes, options.Size) ?? pool;
        return new(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), classes, 3, pool, validation, test);
    }

    private static string[] Classes(string folder, (string Class0, string Class1)? chosen)
    {
        var names = SubFolders(folder);
        if (chosen is { } pair)
        {
            var unknown = new[] { pair.Class0, pair.Class1 }.FirstOrDefault(name => !names.Contains(name, StringComparer.Ordinal));
            return unknown is null ? [pair.Class0, pair.Class1]
                : throw new ImageDataException($"--classes: {folder} has no sub-folder '{unknown}'; expected two of {string.Join(", ", names)}");
        }

        return names.Length == 2 ? names
            : throw new ImageDataException($"{folder}: the sub-folders are {(names.Length == 0 ? "none" : string.Join(", ", names))}; expected two, one a class, or --classes with the names of two");
    }

    private static string[] SubFolders(string folder) =>
        [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)];

    private static PicturePool? PoolOrNull(string folder, string[] classes, int size) => Directory.Exists(folder) ? Pool(folder, classes, size) : null;

    private static PicturePool Pool(string folder, string[] classes, int size)
    {
        var pictures = new List<Picture>();
        for (byte label = 0; label < classes.Length; label++)
        {
            var place = Path.Combine(folder, classes[label]);
            if (!Directory.Exists(place))
            {
                throw new ImageDataException($"{place}: the folder is missing; expected the pictures of class {label}");
            }

            var files = Directory.EnumerateFiles(place).Where(PhotoFile.IsNamedSo).Order(NaturalOrder.Comparer);
            pictures.AddRange(files.Select(file => Picture.Photo(label, file, size)));
        }

        return new(folder, pictures);
    }
}
