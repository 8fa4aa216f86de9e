namespace Experiments.Training.Data;

/// <summary>A folder of the user's, or what stands for one: files and sub-folders by their names.</summary>
public interface IFolder
{
    /// <summary>Its own name, without those of the folders above it.</summary>
    string Name { get; }

    /// <summary>What messages call it.</summary>
    string Place { get; }

    /// <summary>The names of its files, in any order.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>The names of its sub-folders, in any order.</summary>
    IReadOnlyList<string> Folders { get; }

    /// <summary>A sub-folder.</summary>
    IFolder Folder(string name);

    /// <summary>What messages call a file or sub-folder, whether it is there or not.</summary>
    string PlaceOf(string name);

    /// <summary>The bytes of a file, as a stream that can seek.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    Stream Open(string name);
}
