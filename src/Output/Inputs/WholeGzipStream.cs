using System.Buffers.Binary;
using System.IO.Compression;

namespace Experiments.Output.Inputs;

/// <summary>
/// What a gzip stream of one member unpacks to; at its end the length is compared with the one that the stream records,
/// as .NET does not tell a stream that was cut off from a whole one.
/// </summary>
internal sealed class WholeGzipStream : ForwardStream
{
    private readonly Ends packed;
    private readonly GZipStream plain;
    private readonly string shown;
    private uint length;

    /// <summary>Unpacks a stream that messages call by a name.</summary>
    public WholeGzipStream(Stream stream, string shown)
    {
        this.shown = shown;
        packed = new(stream);
        plain = new(packed, CompressionMode.Decompress);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var count = plain.Read(buffer);
        length = unchecked(length + (uint)count);
        if (count == 0 && buffer.Length > 0 && packed.LastWord() != length)
        {
            throw new InvalidDataException(
                $"{shown}: the compressed data end too soon, or are several files in one; expected one whole gzip file (or unpack it).");
        }

        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            plain.Dispose();
            packed.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>A stream that keeps the last four bytes read of it, where gzip has the length.</summary>
    private sealed class Ends(Stream stream) : ForwardStream
    {
        private readonly byte[] last = new byte[4];

        /// <summary>The last four bytes of all as a number, once the rest is read.</summary>
        public uint LastWord()
        {
            var rest = new byte[4096];
            while (Read(rest) > 0)
            {
            }

            return BinaryPrimitives.ReadUInt32LittleEndian(last);
        }

        public override int Read(Span<byte> buffer)
        {
            var count = stream.Read(buffer);
            var kept = Math.Min(count, last.Length);
            last.AsSpan(kept).CopyTo(last);
            buffer.Slice(count - kept, kept).CopyTo(last.AsSpan(last.Length - kept));
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                stream.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
