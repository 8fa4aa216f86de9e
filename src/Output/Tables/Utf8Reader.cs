using System.Buffers;
using System.Text;

namespace Experiments.Output.Tables;

/// <summary>Text in UTF-8, with or without BOM: bytes that are none, and NUL, are refused.</summary>
internal sealed class Utf8Reader(string path) : TextReader
{
    private const int BlockSize = 1 << 16;

    private readonly StreamReader text = new(
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        detectEncodingFromByteOrderMarks: false,
        BlockSize);

    /// <summary>Whether it is a file, which has a length and can be read again.</summary>
    public bool CanSeek => text.BaseStream.CanSeek;

    /// <summary>Bytes in the file.</summary>
    public long Length => text.BaseStream.Length;

    /// <summary>Bytes read so far.</summary>
    public long Position => text.BaseStream.Position;

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        try
        {
            var read = text.Read(buffer, index, count);
            if (!buffer.AsSpan(index, read).Contains('\0'))
            {
                return read;
            }
        }
        catch (DecoderFallbackException)
        {
            // Said below, with the line.
        }

        throw new ComparisonException($"{path}, line {FirstWrongLine()}: there are bytes that are no text; expected a CSV file in UTF-8.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
        }

        base.Dispose(disposing);
    }

    private int FirstWrongLine()
    {
        using var file = File.OpenRead(path);
        var block = new byte[BlockSize];
        var (line, left, isAfterReturn) = (1, 0, false);
        for (var read = -1; read != 0;)
        {
            read = file.Read(block, left, block.Length - left);
            var bytes = block.AsSpan(0, left + read);
            while (bytes.Length > 0)
            {
                var status = Rune.DecodeFromUtf8(bytes, out var rune, out var length);
                if (status == OperationStatus.NeedMoreData && read > 0)
                {
                    break;
                }

                if (status != OperationStatus.Done || rune.Value == 0)
                {
                    return line;
                }

                // A line ends with CR, with LF, or with both.
                line += rune.Value == '\r' || (rune.Value == '\n' && !isAfterReturn) ? 1 : 0;
                isAfterReturn = rune.Value == '\r';
                bytes = bytes[length..];
            }

            bytes.CopyTo(block);
            left = bytes.Length;
        }

        return line;
    }
}
