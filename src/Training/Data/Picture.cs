namespace Experiments.Training.Data;

/// <summary>A picture that can be taken: its class, 0 or 1, and how to read it. One known to be bad throws its <see cref="ImageDataException"/> when read.</summary>
internal sealed record Picture(byte Label, Func<Raster> Read)
{
    /// <summary>A picture in a JPEG or PNG file.</summary>
    public static Picture Photo(byte label, string path, int size) => new(label, () => PhotoFile.Read(path, size));

    /// <summary>A picture that is bad.</summary>
    public static Picture Bad(byte label, string why) => new(label, () => throw new ImageDataException(why));
}
