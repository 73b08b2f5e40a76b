package dev.caravan.support;

import com.github.mreutegg.laszip4j.LASPoint;
import dev.caravan.las.LasPoint;
import dev.caravan.las.PointFormat;

/** Compares points with those of laszip4j, an independent reader. */
public final class OtherReader {

    private OtherReader() {}

    public static boolean isSame(LasPoint point, LASPoint other, PointFormat format) {
        int classes = format.extended() ? 0xFF : 0x1F;
        return point.x() == other.getX()
                && point.y() == other.getY()
                && point.z() == other.getZ()
                && point.intensity() == other.getIntensity()
                && point.returnNumber() == other.getReturnNumber()
                && point.numberOfReturns() == other.getNumberOfReturns()
                && point.scanDirection() == (other.getScanDirectionFlag() != 0)
                && point.edgeOfFlightLine() == (other.getEdgeOfFlightLine() != 0)
                && point.classification() == (other.getClassification() & classes)
                && point.userData() == (other.getUserData() & 0xFF)
                && point.pointSourceId() == other.getPointSourceID()
                && (!format.hasGpsTime() || Double.compare(point.gpsTime(), other.getGPSTime()) == 0)
                && (!format.hasRgb()
                        || point.red() == other.getRed()
                                && point.green() == other.getGreen()
                                && point.blue() == other.getBlue());
    }
}
