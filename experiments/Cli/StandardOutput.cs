using System.Text;

namespace Experiments.Cli;

/// <summary>stdout, which a message names where it cannot be written.</summary>
internal sealed class StandardOutput(TextWriter inner) : TextWriter
{
    // Longer lines are hard to read; a terminal may not say how wide it is.
    private const int Widest = 100;
    private const int Usual = 80;

    /// <summary>How wide text is to be: as the terminal, if there is one, within limits.</summary>
    public static int Width =>
        !Console.IsOutputRedirected && Console.WindowWidth is > 0 and var columns ? Math.Min(columns, Widest) : Usual;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Flush() => Try(inner.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StandardOutputException($"stdout cannot be written: {(error is IOException ? error.Message : "it is closed")}.");
        }
    }
}

/// <summary>Nobody gets the results: stdout is closed, or what is behind it is full.</summary>
internal sealed class StandardOutputException(string message) : Exception(message);
