using static Cutwork.Imaging.Tests.Decoding;

namespace Cutwork.Imaging.Tests;

/// <summary>Cutwork's own decoder, and files of all its kinds.</summary>
public abstract class SequentialDecoderCase
{
    private protected static SequentialJpegDecoder Own { get; } = new();
    private protected static PictureDecoder Both { get; } = new(Own);

    private protected static byte[][] Kinds() =>
        [
            JpegFiles.Waves(40, 56, 95),
            JpegFiles.Waves(33, 47, 60),
            JpegFiles.Waves(24, 24, 80, channels: 1),
            JpegFiles.WithExif(JpegFiles.Waves(20, 30, 80), JpegFiles.Orientation(6)),
            JpegFiles.WithExif(JpegFiles.Waves(41, 30, 95), JpegFiles.Orientation(3)),
            JpegFiles.HalfWidth(35, 50),
            JpegFiles.WithRestarts(),
        ];

    private protected static bool IsTaken(byte[] file) => By(Own, file) is not null;
}
