using System.Buffers.Binary;
using System.IO.Compression;

namespace Experiments.Output.Inputs;

/// <summary>
/// What a gzip stream of one member unpacks to; at its end the length is compared with the one that the stream
/// records, as
/// .NET does not tell a stream that was cut off from a whole one.
/// </summary>
internal sealed class WholeGzipStream : Stream
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
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

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
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
    private sealed class Ends(Stream stream) : Stream
    {
        private readonly byte[] last = new byte[4];

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

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

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
