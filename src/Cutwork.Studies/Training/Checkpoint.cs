using System.Security.Cryptography;
using Cutwork.Imaging;
using static TorchSharp.torch;

namespace Cutwork.Studies;

/// <summary>A training between two steps, as a file.</summary>
/// <remarks>
/// <code>
/// "CWTRAIN4"   what network it is   epoch, steps of it, its sums   numbers of the network's state, in its order
/// of each weight: itself in f32 where it is computed otherwise, and its momentum   averages   SHA-256 of all before it
/// </code>
/// No length of anything is in it but that of the text: the network tells how many numbers there are, and one more or less is damage.
/// </remarks>
internal static class Checkpoint
{
    private const int VersionAt = 7;

    private static ReadOnlySpan<byte> Mark => "CWTRAIN4"u8;

    public static void Save(
        Stream content,
        nn.Module<Tensor, Tensor> network,
        MovingWeights weights,
        AveragedWeights? averages,
        string identity,
        TrainingPlace place
    )
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var stream = new CryptoStream(content, new HashedBytes(digest), CryptoStreamMode.Write, true))
        using (var writer = new BinaryWriter(stream))
        {
            writer.Write(Mark);
            writer.Write(identity);
            place.Save(writer);
            TensorBytes.Write(writer, network);
            weights.Save(writer);
            averages?.Save(writer);
        }
        content.Write(digest.GetHashAndReset());
    }

    public static TrainingPlace Load(
        string path,
        nn.Module<Tensor, Tensor> network,
        MovingWeights weights,
        AveragedWeights? averages,
        string identity,
        int epochs,
        int steps
    )
    {
        string shown = SafeName.Show(path);
        using FileStream file = File.OpenRead(path);
        using var reader = new BinaryReader(file);
        try
        {
            CheckMark(reader.ReadBytes(Mark.Length), shown);
            CheckDigest(file);
            file.Position = Mark.Length;
            string found = reader.ReadString();
            if (found != identity)
                throw new TrainingException(
                    $"{shown}: this checkpoint is of {SafeName.Show(found)}, but the training is of {identity}."
                );
            var place = TrainingPlace.Load(reader);
            if (place.Flaw(epochs, steps) is { } flaw)
                throw new FormatException(flaw);
            TensorBytes.Read(reader, network);
            weights.Load(reader);
            averages?.Load(reader);
            if (file.Position != file.Length - SHA256.HashSizeInBytes)
                throw new FormatException("it holds more numbers than the network has");
            return place;
        }
        catch (Exception error)
            when (error is EndOfStreamException or ArgumentException or FormatException or NotSupportedException)
        {
            throw new TrainingException(
                $"{shown}: this checkpoint is damaged ({SafeName.Show(error.Message.TrimEnd('.'))}). Put back a copy of it, or take it away to begin again with the first epoch.",
                error
            );
        }
    }

    private static void CheckMark(ReadOnlySpan<byte> mark, string shown)
    {
        if (mark.SequenceEqual(Mark))
            return;
        bool isOurs = mark.Length == Mark.Length && mark[..VersionAt].SequenceEqual(Mark[..VersionAt]);
        throw new TrainingException(
            isOurs
                ? $"{shown}: this is no checkpoint of this version of cutwork, which reads format {(char)Mark[VersionAt]}; its format is {SafeName.Show(((char)mark[VersionAt]).ToString())}. Go on with the version that began the training, or begin it again."
                : $"{shown}: this is no checkpoint of cutwork."
        );
    }

    // Before a number of it is used.
    private static void CheckDigest(FileStream file)
    {
        long length = file.Length - SHA256.HashSizeInBytes;
        if (length < Mark.Length)
            throw new FormatException("its end is missing");
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        file.Position = 0;
        byte[] piece = new byte[1 << 20];
        for (long left = length; left > 0; )
        {
            int read = (int)Math.Min(piece.Length, left);
            file.ReadExactly(piece, 0, read);
            digest.AppendData(piece, 0, read);
            left -= read;
        }
        file.ReadExactly(piece, 0, SHA256.HashSizeInBytes);
        if (!digest.GetHashAndReset().AsSpan().SequenceEqual(piece.AsSpan(0, SHA256.HashSizeInBytes)))
            throw new FormatException("its checksum is wrong");
    }

    /// <summary>Hands bytes on as they are, and to a digest.</summary>
    private sealed class HashedBytes(IncrementalHash digest) : ICryptoTransform
    {
        public bool CanReuseTransform => false;
        public bool CanTransformMultipleBlocks => true;
        public int InputBlockSize => 1;
        public int OutputBlockSize => 1;

        public int TransformBlock(byte[] input, int offset, int count, byte[] output, int outputOffset)
        {
            digest.AppendData(input, offset, count);
            Buffer.BlockCopy(input, offset, output, outputOffset, count);
            return count;
        }

        public byte[] TransformFinalBlock(byte[] input, int offset, int count)
        {
            digest.AppendData(input, offset, count);
            return input.AsSpan(offset, count).ToArray();
        }

        public void Dispose() { }
    }
}
